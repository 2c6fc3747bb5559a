package io.headgate.engine.table.memory;

import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.StagedChange;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change staged on one pinned table.
 *
 * @param owner the only pinned table that commits it
 * @param added files whose rows it adds
 * @param removed offsets that it takes from each fragment
 * @param segments segments of indexes that it names, in the place of those with the same ids
 * @param dropped ids of segments that are no more
 * @param use what was done with it
 */
record MemoryChange(
        MemoryPinnedTable owner,
        Effect.Kind kind,
        List<FragmentFile> added,
        Map<Integer, BitSet> removed,
        long rowsRemoved,
        List<IndexSegment> segments,
        Set<String> dropped,
        ChangeUse use)
        implements StagedChange {

    MemoryChange {
        added = List.copyOf(added);
        removed = Map.copyOf(removed);
        segments = List.copyOf(segments);
        dropped = Set.copyOf(dropped);
    }

    static MemoryChange ofRows(
            MemoryPinnedTable owner,
            Effect.Kind kind,
            List<FragmentFile> added,
            Map<Integer, BitSet> removed,
            long rowsRemoved) {
        return new MemoryChange(owner, kind, added, removed, rowsRemoved, List.of(), Set.of(), new ChangeUse());
    }

    /** Takes rows away, and gives nothing for them unless files are added that have them too. */
    static MemoryChange ofRows(
            MemoryPinnedTable owner, Effect.Kind kind, List<FragmentFile> added, Map<Integer, BitSet> removed) {
        long count = removed.values().stream().mapToLong(BitSet::cardinality).sum();
        return ofRows(owner, kind, added, removed, count);
    }

    static MemoryChange ofSegments(MemoryPinnedTable owner, List<IndexSegment> segments, Set<String> dropped) {
        return new MemoryChange(
                owner, Effect.Kind.CREATE_INDEX, List.of(), Map.of(), 0, segments, dropped, new ChangeUse());
    }

    Effect effect() {
        Set<Integer> fragments = new HashSet<>(removed.keySet());
        segments.forEach(segment -> fragments.addAll(segment.fragments()));
        return new Effect(
                kind, fragments, segments.stream().map(IndexSegment::name).collect(Collectors.toSet()));
    }

    @Override
    public long rowsAdded() {
        return added.stream().mapToLong(FragmentFile::rows).sum();
    }
}
