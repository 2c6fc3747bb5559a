package io.headgate.recovery.error;

/**
 * A table whose HEAD is not where the graph can explain it.
 *
 * @param table the table's name
 * @param path where it is, relative to the graph
 * @param pinned the version that the graph names
 * @param head the version at the HEAD
 * @param reason what cannot be explained: {@code version 7 was made by other hands (Append)}
 */
public record DriftedTable(String table, String path, long pinned, long head, String reason) {

    @Override
    public String toString() {
        return table + " (" + path + ") is published at version " + pinned + " and its HEAD is at " + head + ": "
                + reason;
    }
}
