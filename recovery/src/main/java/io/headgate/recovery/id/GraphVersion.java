package io.headgate.recovery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Number of a graph version on its branch: 1 for the version that init publishes, then one more for each commit.
 *
 * @param number at least 1
 */
public record GraphVersion(@JsonValue long number) implements Comparable<GraphVersion> {

    public static final GraphVersion FIRST = new GraphVersion(1);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GraphVersion {
        if (number < 1) {
            throw new IllegalArgumentException("graph versions start at 1, not " + number);
        }
    }

    public GraphVersion next() {
        return new GraphVersion(number + 1);
    }

    @Override
    public int compareTo(GraphVersion other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
