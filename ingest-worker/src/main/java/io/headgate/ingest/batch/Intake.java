package io.headgate.ingest.batch;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteRequest;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.source.PartitionSlice;
import io.headgate.ingest.source.Placement;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read and is not yet handed over to be written: the open batch, what it claims, and the records that
 * did not fit into it any more. For use by one thread.
 */
public final class Intake implements AutoCloseable {
    /** Kind of write, in the commit history. */
    public static final String OPERATION = "ingest";

    private final Routes routes;
    private final BufferAllocator allocator;
    private final CommitConfig limits;
    private final int chunkRows;
    private final Consumer<List<PartitionSlice>> listener;
    private final ClaimLedger ledger = new ClaimLedger();
    private final Deque<PartitionSlice> waiting = new ArrayDeque<>();
    private @Nullable OpenBatch open;

    /**
     * @param allocator its limit bounds the rows of all batches that are open or being written
     * @param chunkRows rows in one Arrow chunk
     */
    public Intake(Routes routes, BufferAllocator allocator, CommitConfig limits, int chunkRows) {
        this(routes, allocator, limits, chunkRows, slices -> {});
    }

    /**
     * The same, with somebody to tell of the records that arrive.
     *
     * @param listener is given them before they are decoded; must be quick and leave them as they are
     */
    public Intake(
            Routes routes,
            BufferAllocator allocator,
            CommitConfig limits,
            int chunkRows,
            Consumer<List<PartitionSlice>> listener) {
        this.listener = listener;
        this.routes = routes;
        this.allocator = allocator;
        this.limits = limits;
        this.chunkRows = chunkRows;
    }

    /** Reading of those partitions begins anew at those offsets. */
    public void place(Collection<Placement> placements) {
        placements.forEach(ledger::place);
    }

    /** Takes records in; they are decoded by {@link #fill()}. */
    public void offer(List<PartitionSlice> slices) {
        listener.accept(slices);
        waiting.addAll(slices);
    }

    /** Decodes the records that were taken in, as many as fit into the open batch. */
    public FillResult fill() {
        while (!waiting.isEmpty()) {
            PartitionSlice slice = waiting.element();
            FillResult result = batch().fill(slice);
            ledger.advance(slice.partition(), slice.nextOffset());
            if (result != FillResult.DRAINED) {
                return result;
            }
            waiting.remove();
        }
        return FillResult.DRAINED;
    }

    /** Claims what lies before the reader's positions; only right when no records are waiting. */
    public void advance(Map<SourcePartition, Long> positions) {
        positions.forEach(ledger::advance);
    }

    /** Whether records wait for room. */
    public boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Whether there is anything to write: records, or only offsets. */
    public boolean hasNews() {
        return ledger.hasNews();
    }

    /** Whether no record has been decoded since the last batch was closed. */
    public boolean isEmpty() {
        return open == null || open.polled() == 0;
    }

    public boolean isFull() {
        return open != null && open.isFull();
    }

    /** Closes the open batch, for the caller to write; the next one begins where it ends. */
    public ClosedBatch take() {
        OpenBatch batch = batch();
        long bytes = batch.bytes();
        List<TableRows> rows = batch.take();
        List<SourceClaim> claims = ledger.take();
        discardOpen();
        return new ClosedBatch(
                new WriteRequest(OPERATION, rows, claims, batch.polled(), 0),
                batch.deadLettered(),
                batch.unknownFields(),
                bytes);
    }

    /** Whether something was read of one of those partitions that is not yet handed over. */
    public boolean hasNewsOf(Set<SourcePartition> partitions) {
        return ledger.hasNewsOf(partitions);
    }

    /** Whether the graph's offset of a partition was changed deliberately since reading of it began. */
    public boolean isSupersededIn(GraphManifest manifest) {
        return ledger.isSupersededIn(manifest);
    }

    /** Lets go of partitions of which the open batch contains nothing; records of theirs that wait are dropped. */
    public void forget(Set<SourcePartition> partitions) {
        ledger.forget(partitions);
        waiting.removeIf(slice -> partitions.contains(slice.partition()));
    }

    /** Frees what an empty batch has allocated ahead. */
    public void relieve() {
        if (isEmpty()) {
            discardOpen();
        }
    }

    /** Forgets everything that was read; every partition has to be placed again. */
    public void drop() {
        discardOpen();
        waiting.clear();
        ledger.clear();
    }

    @Override
    public void close() {
        drop();
    }

    private OpenBatch batch() {
        if (open == null) {
            open = new OpenBatch(routes, allocator, limits, chunkRows);
        }
        return open;
    }

    private void discardOpen() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
