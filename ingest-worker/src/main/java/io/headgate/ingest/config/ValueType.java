package io.headgate.ingest.config;

import java.util.function.Function;

/**
 * How the value of a key is written in the file.
 *
 * @param name what a person calls it: {@code duration}
 * @param allowed the values that are possible, for error messages and the reference page
 * @param parser throws {@link IllegalArgumentException} for text that is not one of them
 * @param renderer the text that the parser reads as this value
 */
record ValueType<T>(String name, String allowed, Function<String, T> parser, Function<T, String> renderer) {

    T parse(String text) {
        return parser.apply(text);
    }

    String render(T value) {
        return renderer.apply(value);
    }
}
