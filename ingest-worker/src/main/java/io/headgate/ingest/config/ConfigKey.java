package io.headgate.ingest.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key of the worker's file: all that is needed to read it, check it and explain it.
 *
 * @param path its place in the file, {@code commit.every}; {@code sources[].topic} for a key of every source
 * @param required whether a file without it is refused
 * @param defaultValue used when the file does not give it
 * @param range the least and the greatest value, where there are such
 * @param expandsEnvironment whether <code>${NAME}</code> in it stands for an environment variable
 * @param help one line for people
 */
record ConfigKey<T>(
        String path,
        ValueType<T> type,
        boolean required,
        Optional<T> defaultValue,
        Optional<Range<T>> range,
        boolean expandsEnvironment,
        String help) {

    /**
     * A closed interval.
     *
     * @param holds whether a value lies within it
     */
    record Range<T>(T least, T greatest, Function<T, Boolean> holds) {

        static <T extends Comparable<? super T>> Range<T> of(T least, T greatest) {
            return new Range<>(least, greatest, value -> least.compareTo(value) <= 0 && value.compareTo(greatest) <= 0);
        }
    }

    static <T> ConfigKey<T> required(String path, ValueType<T> type, String help) {
        return new ConfigKey<>(path, type, true, Optional.empty(), Optional.empty(), false, help);
    }

    static <T> ConfigKey<T> optional(String path, ValueType<T> type, String help) {
        return new ConfigKey<>(path, type, false, Optional.empty(), Optional.empty(), false, help);
    }

    static <T> ConfigKey<T> withDefault(String path, ValueType<T> type, T value, String help) {
        return new ConfigKey<>(path, type, false, Optional.of(value), Optional.empty(), false, help);
    }

    static <T extends Comparable<? super T>> ConfigKey<T> ranged(
            String path, ValueType<T> type, T value, T least, T greatest, String help) {
        return new ConfigKey<>(
                path, type, false, Optional.of(value), Optional.of(Range.of(least, greatest)), false, help);
    }

    static <T extends Comparable<? super T>> ConfigKey<T> optionalRanged(
            String path, ValueType<T> type, T least, T greatest, String help) {
        return new ConfigKey<>(
                path, type, false, Optional.empty(), Optional.of(Range.of(least, greatest)), false, help);
    }

    ConfigKey<T> expandingEnvironment() {
        return new ConfigKey<>(path, type, required, defaultValue, range, true, help);
    }

    /** The key within its section: {@code every}. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The section that holds it: {@code commit}, or empty text at the top of the file. */
    String section() {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** The values that are possible, in words. */
    String allowed() {
        return range.map(bounds -> type.allowed() + ", from " + type.render(bounds.least()) + " to "
                        + type.render(bounds.greatest()))
                .orElse(type.allowed());
    }

    /**
     * The value that the text stands for.
     *
     * @throws IllegalArgumentException when it is not one of {@link #allowed}
     */
    T parse(String text) {
        T value = type.parse(text);
        if (range.isPresent() && !range.get().holds().apply(value)) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
