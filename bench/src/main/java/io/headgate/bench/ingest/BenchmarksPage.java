package io.headgate.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page with the results: what is between two marks is replaced, the prose around it is left alone. */
public final class BenchmarksPage {

    private static final String END = "<!-- end of results -->";

    private BenchmarksPage() {}

    /** @param launcher whose results these are, as {@code bench/run} */
    public static void write(Path page, String launcher, String results) {
        try {
            Files.writeString(page, replaced(Files.readString(page), launcher, results));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + page, e);
        }
    }

    /** The page with other results. */
    static String replaced(String page, String launcher, String results) {
        String mark = "<!-- results: written by " + launcher + " --write-docs -->";
        int begin = page.indexOf(mark);
        int end = begin < 0 ? -1 : page.indexOf(END, begin);
        if (end < 0) {
            throw new IllegalStateException("the page has lost the marks around its results: " + mark + " and " + END);
        }
        return page.substring(0, begin + mark.length()) + "\n\n" + results.strip() + "\n\n" + page.substring(end);
    }
}
