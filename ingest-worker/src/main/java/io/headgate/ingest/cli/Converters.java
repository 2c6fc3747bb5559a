package io.headgate.ingest.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line, with their ranges. */
final class Converters {

    private Converters() {}

    /** A number of things of which there is at least one. */
    static final class AtLeastOne implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) parse(value, 1, Integer.MAX_VALUE);
        }
    }

    /** A number of things of which there may be none. */
    static final class NotNegative implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) parse(value, 0, Integer.MAX_VALUE);
        }
    }

    /** The same for numbers that may be large. */
    static final class LongAtLeastOne implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return parse(value, 1, Long.MAX_VALUE);
        }
    }

    /** A number of things of which one alone would be none. */
    static final class AtLeastTwo implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) parse(value, 2, Integer.MAX_VALUE);
        }
    }

    /** A span of time: a whole number and s, m, h or d. */
    static final class Span implements ITypeConverter<Duration> {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([smhd])");

        @Override
        public Duration convert(String value) {
            Matcher text = TEXT.matcher(value);
            if (!text.matches()) {
                throw new TypeConversionException(
                        "'" + value + "' is not a span of time: a whole number and s, m, h or d, such as 90m or 7d");
            }
            long number = Long.parseLong(text.group(1));
            return switch (text.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }

    private static long parse(String value, long least, long greatest) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The answer is the same as for a number out of range.
        }
        throw new TypeConversionException("'" + value + "' is not a whole number from " + least + " to " + greatest);
    }
}
