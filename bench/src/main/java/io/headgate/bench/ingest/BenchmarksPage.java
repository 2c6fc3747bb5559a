package io.headgate.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page with the results: what is between two marks is replaced, the prose around it is left alone. */
final class BenchmarksPage {

    private static final String BEGIN = "<!-- results: written by bench/run --write-docs -->";
    private static final String END = "<!-- end of results -->";

    private BenchmarksPage() {}

    static void write(Path page, String results) {
        try {
            Files.writeString(page, replaced(Files.readString(page), results));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + page, e);
        }
    }

    /** The page with other results. */
    static String replaced(String page, String results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("the page has lost the marks around its results: " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + results.strip() + "\n\n" + page.substring(end);
    }
}
