package io.headgate.engine.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/** The part of a table's directory name that people recognise: {@code WorksAt} becomes {@code works-at}. */
public final class TableSlug {

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+");
    private static final Pattern EDGE_HYPHENS = Pattern.compile("^-+|-+$");

    private TableSlug() {}

    /**
     * The slug: lower-case letters, digits and single hyphens between them, never empty.
     *
     * @param name name of a declared type: ASCII letters, digits and underscores, starting with a letter
     */
    public static String of(String name) {
        String hyphenated = WORD_START.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
        return EDGE_HYPHENS.matcher(hyphenated).replaceAll("");
    }
}
