package io.headgate.engine.schema;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text that a key is stored as in the column {@code id}. A single part is its own text. Several parts are joined by
 * {@code |}, with {@code \} before each {@code |} and {@code \} inside a part, so that different keys with the same number
 * of parts never have the same text. {@link KeyTextWriter} does the same on bytes. Pure functions, safe for any thread.
 */
public final class KeyText {

    static final char SEPARATOR = '|';
    static final char ESCAPE = '\\';

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("'T'HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private KeyText() {}

    /** The key with these parts. */
    public static String compose(List<String> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one part");
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                text.append(SEPARATOR);
            }
            appendEscaped(text, parts.get(i));
        }
        return text.toString();
    }

    /** The id of an edge that is identified by its endpoints: a key of two parts. */
    public static String edge(String src, String dst) {
        return compose(List.of(src, dst));
    }

    /** The parts that {@link #compose} was given; empty if no {@code count} parts have this text. */
    public static Optional<List<String>> parse(String text, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a key has at least one part, not " + count);
        }
        if (count == 1) {
            return Optional.of(List.of(text));
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == SEPARATOR) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (c != ESCAPE) {
                part.append(c);
            } else if (++i < text.length() && isSpecial(text.charAt(i))) {
                part.append(text.charAt(i));
            } else {
                return Optional.empty();
            }
        }
        parts.add(part.toString());
        return parts.size() == count ? Optional.of(List.copyOf(parts)) : Optional.empty();
    }

    public static String bool(boolean value) {
        return Boolean.toString(value);
    }

    /** The decimal text of an I32 or I64. */
    public static String signed(long value) {
        return Long.toString(value);
    }

    /** The decimal text of a U64, or of a U32 that was widened without its sign. */
    public static String unsigned(long value) {
        return Long.toUnsignedString(value);
    }

    /** A Date, such as {@code 2024-01-31}. */
    public static String date(long daysSince1970) {
        return LocalDate.ofEpochDay(daysSince1970).toString();
    }

    /** A DateTime in UTC, with as many digits of the second as it needs: {@code 2024-01-31T10:00:00.25Z}. */
    public static String dateTime(long microsSince1970) {
        long seconds = Math.floorDiv(microsSince1970, MICROS_PER_SECOND);
        long nanos = Math.floorMod(microsSince1970, MICROS_PER_SECOND) * (long) NANOS_PER_MICRO;
        return DATE_TIME.format(Instant.ofEpochSecond(seconds, nanos));
    }

    private static void appendEscaped(StringBuilder text, String part) {
        for (int i = 0; i < part.length(); i++) {
            if (isSpecial(part.charAt(i))) {
                text.append(ESCAPE);
            }
            text.append(part.charAt(i));
        }
    }

    private static boolean isSpecial(char c) {
        return c == SEPARATOR || c == ESCAPE;
    }
}
