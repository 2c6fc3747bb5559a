package io.headgate.engine.table;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One segment of an index, as one version of a table has it. The segments of an index have one name and cover different
 * fragments; together they are the index.
 *
 * @param id identity of the segment
 * @param name of the index
 * @param fragments ids of the fragments of this version that it covers; fragments that are gone are not among them
 */
public record IndexSegment(String id, String name, Set<Integer> fragments) {

    public IndexSegment {
        // In order, so that a simulation tells the same story in every process.
        fragments = Collections.unmodifiableSet(new TreeSet<>(fragments));
    }
}
