package io.headgate.engine.table.memory;

import io.headgate.engine.table.StagedChange;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * A change staged on one pinned table.
 *
 * @param owner the only pinned table that commits it
 * @param added files whose rows it adds
 * @param removed offsets that it takes from each fragment
 */
record MemoryChange(
        MemoryPinnedTable owner,
        Effect.Kind kind,
        List<FragmentFile> added,
        Map<Long, BitSet> removed,
        long rowsRemoved)
        implements StagedChange {

    MemoryChange {
        added = List.copyOf(added);
        removed = Map.copyOf(removed);
    }

    Effect effect() {
        return new Effect(kind, removed.keySet());
    }

    @Override
    public long rowsAdded() {
        return added.stream().mapToLong(FragmentFile::rows).sum();
    }
}
