package io.headgate.engine.object;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Name of an object in an {@link ObjectStore}.
 *
 * @param path parts of letters, digits, {@code _ - . =}, joined by {@code /}; no part is empty or starts with a dot
 */
public record ObjectKey(@JsonValue String path) implements Comparable<ObjectKey> {

    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9_=-][A-Za-z0-9_.=-]*(/[A-Za-z0-9_=-][A-Za-z0-9_.=-]*)*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ObjectKey {
        if (!VALID.matcher(path).matches()) {
            throw new IllegalArgumentException("not an object key: '" + path + "'");
        }
    }

    @Override
    public int compareTo(ObjectKey other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
