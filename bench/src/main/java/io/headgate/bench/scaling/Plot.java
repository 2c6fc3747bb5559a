package io.headgate.bench.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over a few places on the horizontal axis, as SVG with text that stays text: small, the same for the same numbers, and
 * made without fonts. The places are equally far apart, which suits numbers that double. Of many places only some are named, and
 * points are not marked.
 *
 * @param places what stands below the horizontal axis
 */
public record Plot(String title, String xTitle, String yTitle, List<String> places, List<Line> lines) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int LEFT = 70;
    private static final int RIGHT = 540;
    private static final int TOP = 45;
    private static final int BOTTOM = 325;
    private static final int TICKS = 5;
    private static final int MOST_MARKED = 20;
    private static final int MOST_NAMED = 11;

    /**
     * One line.
     *
     * @param values one for each place; NaN where there is none
     * @param colour as in CSS
     */
    public record Line(String name, List<Double> values, String colour, boolean dashed) {

        public Line {
            values = List.copyOf(values);
        }
    }

    public Plot {
        places = List.copyOf(places);
        lines = List.copyOf(lines);
        for (Line line : lines) {
            if (line.values().size() != places.size()) {
                throw new IllegalArgumentException("the line " + line.name() + " has "
                        + line.values().size() + " values for " + places.size() + " places");
            }
        }
    }

    public String svg() {
        List<String> parts = new ArrayList<>();
        parts.add(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, HEIGHT, WIDTH, HEIGHT));
        parts.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        parts.add(text((LEFT + RIGHT) / 2.0, 24, "middle", title));
        parts.add(text((LEFT + RIGHT) / 2.0, HEIGHT - 14, "middle", xTitle));
        parts.add(format("<g transform=\"rotate(-90)\">%s</g>", text(-(TOP + BOTTOM) / 2.0, 18, "middle", yTitle)));
        double top = niceTop(highest());
        grid(parts, top);
        for (int i = 0; i < lines.size(); i++) {
            line(parts, lines.get(i), top);
            legend(parts, lines.get(i), TOP + 12 + i * 22);
        }
        parts.add("</svg>");
        return String.join("\n", parts) + "\n";
    }

    private double highest() {
        return lines.stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }

    /** The least of 1, 2, 2.5, 5 and 10 times a power of ten that is not below it. */
    static double niceTop(double highest) {
        if (!(highest > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        for (double step : new double[] {1, 2, 2.5, 5}) {
            if (step * power >= highest) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private void grid(List<String> parts, double top) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = top * tick / TICKS;
            parts.add(format("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, y(value, top), RIGHT));
            parts.add(text(LEFT - 8, y(value, top) + 4, "end", number(value)));
        }
        int step = (places.size() + MOST_NAMED - 2) / MOST_NAMED;
        for (int place = 0; place < places.size(); place += Math.max(1, step)) {
            parts.add(text(x(place), BOTTOM + 20, "middle", places.get(place)));
        }
    }

    private void line(List<String> parts, Line line, double top) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int place = 0; place < places.size(); place++) {
            double value = line.values().get(place);
            if (Double.isNaN(value)) {
                drawing = false;
                continue;
            }
            path.append(format("%s%.1f %.1f", drawing ? "L" : "M", x(place), y(value, top)));
            drawing = true;
            if (places.size() <= MOST_MARKED) {
                parts.add(format(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
                        x(place), y(value, top), line.colour()));
            }
        }
        parts.add(format("<path d=\"%s\" %s/>", path, stroke(line)));
    }

    private static void legend(List<String> parts, Line line, int y) {
        parts.add(format("<path d=\"M%d %dH%d\" %s/>", RIGHT + 20, y, RIGHT + 50, stroke(line)));
        parts.add(text(RIGHT + 58, y + 4, "start", line.name()));
    }

    private static String stroke(Line line) {
        return format(
                "fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s",
                line.colour(), line.dashed() ? " stroke-dasharray=\"6 4\"" : "");
    }

    private double x(int place) {
        double between = (double) (RIGHT - LEFT) / places.size();
        return LEFT + between * (place + 0.5);
    }

    private static double y(double value, double top) {
        return BOTTOM - (BOTTOM - TOP) * value / top;
    }

    private static String number(double value) {
        String text = format("%.3f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String text(double x, double y, String anchor, String content) {
        String escaped = content.replace("&", "&amp;").replace("<", "&lt;");
        return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
