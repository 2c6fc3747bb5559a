package io.headgate.engine.table.lance;

import java.util.List;
import java.util.Set;
import org.lance.index.Index;

/**
 * A segment of an index that no version names yet.
 *
 * @param index as Lance will name it; its dataset version is the one it was built on
 * @param files in the segment's directory
 */
record StagedSegment(Index index, List<SegmentFile> files) {

    StagedSegment {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param bytes its size
     */
    record SegmentFile(String name, long bytes) {}

    String id() {
        return index.uuid().toString();
    }

    /** Ids of the fragments whose rows it has. */
    Set<Integer> built() {
        return Set.copyOf(index.fragments().orElse(List.of()));
    }
}
