package io.headgate.engine.table;

import io.headgate.engine.schema.DeclaredIndex;
import java.util.List;

/**
 * One segment of an index that is to be built.
 *
 * @param index what to index, and how
 * @param fragments ids of the fragments that it is to cover; never empty
 * @param replaces ids of the segments of this index that it is to take the place of, whose fragments are among those
 */
public record IndexRequest(DeclaredIndex index, List<Integer> fragments, List<String> replaces) {

    public IndexRequest {
        fragments = List.copyOf(fragments);
        replaces = List.copyOf(replaces);
        if (fragments.isEmpty()) {
            throw new IllegalArgumentException("a segment of index " + index.name() + " covers at least one fragment");
        }
    }
}
