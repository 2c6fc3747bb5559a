package io.headgate.ingest.metrics;

import io.headgate.ingest.source.PartitionSlice;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers how old the records are that were polled and are not visible yet. Not each of them: what arrives within a tenth of a
 * second is as old as its first record. Thread-safe.
 */
final class UnseenRecords {
    private static final Duration GRAIN = Duration.ofMillis(100);

    private final LongSupplier nanos;
    private final Map<SourcePartition, Deque<Mark>> marks = new HashMap<>();

    /**
     * Records that arrived about the same time.
     *
     * @param next the offset after the last of them
     * @param timestamp of the first one, in milliseconds
     * @param arrived on the monotonic clock
     */
    private record Mark(long next, long timestamp, long arrived) {}

    UnseenRecords(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void arrived(List<PartitionSlice> slices) {
        long now = nanos.getAsLong();
        for (PartitionSlice slice : slices) {
            if (!slice.isEmpty()) {
                note(
                        marks.computeIfAbsent(slice.partition(), partition -> new ArrayDeque<>()),
                        slice.peek().offset(),
                        new Mark(slice.last().offset() + 1, slice.peek().timestamp(), now));
            }
        }
    }

    private static void note(Deque<Mark> pending, long first, Mark mark) {
        Mark last = pending.peekLast();
        if (last != null && first < last.next()) {
            // Reading has begun anew further back.
            pending.clear();
            last = null;
        }
        if (last != null && mark.arrived() - last.arrived() < GRAIN.toNanos()) {
            pending.removeLast();
            pending.addLast(new Mark(mark.next(), last.timestamp(), last.arrived()));
        } else {
            pending.addLast(mark);
        }
    }

    /**
     * The time of the oldest record that the graph does not contain; empty when none was polled, or it has no time.
     *
     * @param visible the graph's next offset of the partition; what lies before it is forgotten
     */
    synchronized Optional<Instant> oldest(SourcePartition partition, long visible) {
        Deque<Mark> pending = marks.get(partition);
        if (pending == null) {
            return Optional.empty();
        }
        while (!pending.isEmpty() && pending.element().next() <= visible) {
            pending.remove();
        }
        return Optional.ofNullable(pending.peek())
                .filter(mark -> mark.timestamp() >= 0)
                .map(mark -> Instant.ofEpochMilli(mark.timestamp()));
    }

    /** Forgets all other partitions. */
    synchronized void retain(Collection<SourcePartition> read) {
        marks.keySet().retainAll(read);
    }
}
