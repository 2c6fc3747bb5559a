package io.headgate.engine.table;

import java.util.List;

/**
 * The versions of a table above a given one.
 *
 * @param newest the newest version that has a file, 0 when there is none
 * @param newestWhole the newest one above the given version that is not half written, or the given version
 * @param halfWritten versions above the given one that a power cut left half written, ascending, the first few of them
 */
public record TableTail(long newest, long newestWhole, List<Long> halfWritten) {

    public TableTail {
        halfWritten = List.copyOf(halfWritten);
    }
}
