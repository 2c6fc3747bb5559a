package io.headgate.ingest.worker;

import io.headgate.ingest.source.SourceReader;
import io.headgate.ingest.source.Survey;
import io.headgate.recovery.error.StorageUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the graph and the sources looked at by the commit lane while polling goes on: when partitions wait for a place to be read
 * from, and now and then. One look at a time. For use by one thread.
 */
final class Lookout {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private final SourceReader reader;
    private final CommitLane lane;
    private final LongSupplier nanos;
    private @Nullable Future<Survey> look;
    private boolean waitedFor;
    private long last;

    Lookout(SourceReader reader, CommitLane lane, LongSupplier nanos) {
        this.reader = reader;
        this.lane = lane;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** Begins a look, behind the batch in flight, when none is under way and the last one is that old. */
    void lookAgain(Duration age) {
        if (look == null && nanos.getAsLong() - last >= age.toNanos()) {
            waitedFor = reader.awaitsPlaces();
            look = lane.look(reader.survey());
        }
    }

    /** What was seen, once. */
    Optional<Survey> take() {
        Future<Survey> begun = look;
        if (begun == null || !begun.isDone()) {
            return Optional.empty();
        }
        look = null;
        last = nanos.getAsLong();
        try {
            return Optional.of(CommitLane.resultOf(begun));
        } catch (StorageUnavailable away) {
            if (waitedFor) {
                throw away;
            }
            // A worker without work needs no storage.
            LOG.warn("graph not looked at reason={}", away.getMessage());
            return Optional.empty();
        }
    }

    /** Gives up a look that has not begun. */
    void cancel() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }
}
