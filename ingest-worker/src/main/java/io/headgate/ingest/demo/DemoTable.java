package io.headgate.ingest.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text under a headline, as wide as they need to be. */
final class DemoTable {

    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();

    DemoTable(List<String> headline) {
        lines.add(headline);
    }

    DemoTable row(List<String> cells) {
        lines.add(cells);
        return this;
    }

    void print(PrintWriter out) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(line.get(i)));
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(i == 0 ? INDENT : GAP).append(line.get(i));
                text.append(" ".repeat(widths[i] - length(line.get(i))));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
