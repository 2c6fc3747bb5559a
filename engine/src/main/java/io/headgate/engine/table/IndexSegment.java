package io.headgate.engine.table;

import java.util.Set;

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
        fragments = Set.copyOf(fragments);
    }
}
