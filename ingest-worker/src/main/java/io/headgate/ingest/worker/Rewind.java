package io.headgate.ingest.worker;

import io.headgate.recovery.error.Conflict;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the conflicts that follow each other, and says how long to wait before what was read in vain is read again: longer and
 * longer, until there were too many. For use by one thread.
 */
final class Rewind {
    private static final Logger LOG = LoggerFactory.getLogger(Rewind.class);

    private final WorkerTuning tuning;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private long dueAt;
    private int conflictsInARow;

    Rewind(WorkerTuning tuning, LongSupplier nanos, RandomGenerator random) {
        this.tuning = tuning;
        this.nanos = nanos;
        this.random = random;
        this.dueAt = nanos.getAsLong();
    }

    /** Another writer was faster. Throws the conflict when it is one too many. */
    void after(Conflict conflict) {
        conflictsInARow++;
        if (conflictsInARow > tuning.conflictsInARow()) {
            throw conflict;
        }
        Duration pause = new Backoff(tuning.shortestPause(), tuning.longestPause()).after(conflictsInARow, random);
        LOG.warn(
                "conflict subject={} in_a_row={} pause_ms={} reason={}",
                conflict.subject(),
                conflictsInARow,
                pause.toMillis(),
                conflict.getMessage());
        dueAt = nanos.getAsLong() + pause.toNanos();
    }

    /** A write got through: conflicts are counted anew. */
    void written() {
        conflictsInARow = 0;
    }

    /** Whether reading may go on. */
    boolean isDue() {
        return nanos.getAsLong() - dueAt >= 0;
    }
}
