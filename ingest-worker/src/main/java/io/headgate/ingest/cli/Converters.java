package io.headgate.ingest.cli;

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
