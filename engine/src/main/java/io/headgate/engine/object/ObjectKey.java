package io.headgate.engine.object;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of an object in an {@link ObjectStore}.
 *
 * @param path parts of letters, digits, {@code _ - . =}, joined by {@code /}; no part is empty or starts with a dot
 */
public record ObjectKey(@JsonValue String path) implements Comparable<ObjectKey> {

    private static final String PART = "[A-Za-z0-9_=-][A-Za-z0-9_.=-]*";
    private static final Pattern VALID_PART = Pattern.compile(PART);
    private static final Pattern VALID = Pattern.compile(PART + "(/" + PART + ")*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ObjectKey {
        if (!VALID.matcher(path).matches()) {
            throw new IllegalArgumentException("not an object key: '" + path + "'");
        }
    }

    /** The text as a key; empty when it is not one. */
    public static Optional<ObjectKey> ifValid(String path) {
        return VALID.matcher(path).matches() ? Optional.of(new ObjectKey(path)) : Optional.empty();
    }

    /** The key that a prefix for listing, which ends with {@code /}, would have without its end. */
    public static ObjectKey ofPrefix(String prefix) {
        if (!prefix.endsWith("/")) {
            throw new IllegalArgumentException("a prefix must end with '/': '" + prefix + "'");
        }
        return new ObjectKey(prefix.substring(0, prefix.length() - 1));
    }

    /** Whether a name can be one part of a key. */
    static boolean isPart(String name) {
        return VALID_PART.matcher(name).matches();
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
