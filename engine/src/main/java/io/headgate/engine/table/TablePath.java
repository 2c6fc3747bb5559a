package io.headgate.engine.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Where a table is, relative to the graph's root: {@code nodes/person-01h2xcejqt.lance}.
 *
 * @param value a directory name that ends in {@code .lance}, below exactly one directory
 */
public record TablePath(@JsonValue String value) {

    private static final Pattern VALID = Pattern.compile("[a-z]+/[a-z0-9-]+\\.lance");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TablePath {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not a table path: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
