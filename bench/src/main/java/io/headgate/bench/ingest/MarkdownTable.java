package io.headgate.bench.ingest;

import java.util.ArrayList;
import java.util.List;

/** A table whose columns are aligned in the source too. */
public final class MarkdownTable {

    private final List<String[]> rows = new ArrayList<>();

    public MarkdownTable(String... titles) {
        rows.add(titles);
    }

    public void row(String... cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            line(text, rows.get(i), widths);
            if (i == 0) {
                ruler(text, widths);
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String[] cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells[i].length());
            text.append("| ")
                    .append(isNumber(cells[i]) ? padding + cells[i] : cells[i] + padding)
                    .append(' ');
        }
        text.append("|\n");
    }

    private static void ruler(StringBuilder text, int[] widths) {
        for (int width : widths) {
            text.append("|").append("-".repeat(width + 2));
        }
        text.append("|\n");
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && Character.isDigit(cell.charAt(0)) && !cell.contains("–");
    }
}
