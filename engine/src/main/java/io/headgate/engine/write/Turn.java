package io.headgate.engine.write;

import io.headgate.engine.concurrent.Concurrency.Repetition;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IntentId;
import java.time.Duration;
import java.util.Optional;

/**
 * The commit turn: writers that contend commit one after the other, each for all. A turn is free when the write that it was
 * taken for is gone, so nobody has to give it back; a holder that does not get on is passed over after a number of looks, which
 * each waiter counts for itself. Safety does not rest on it: a holder that was only slow loses the race for the graph version.
 */
final class Turn {

    /** A waiter looks at the turn once in so many looks: the next graph version most often says all it wants to know. */
    static final int LOOKS_FOR_EACH = 5;

    /** So often a holder renews in the time in which it would be passed over. */
    private static final int RENEWALS_BEFORE_OVERDUE = 5;

    private final WriteContext context;
    private final JsonCodec<TurnRecord> codec = new JsonCodec<>(TurnRecord.class, TurnRecord.FORMAT_VERSION, "turn");
    private Optional<StoredObject> stored = Optional.empty();
    private Optional<TurnRecord> record = Optional.empty();
    private int unchangedLooks;

    Turn(WriteContext context) {
        this.context = context;
    }

    /** Looks at what lies there. */
    void look() {
        Optional<StoredObject> found = objects().get(GraphKeys.TURN);
        Optional<TurnRecord> read = found.flatMap(this::read);
        unchangedLooks = read.equals(record) ? unchangedLooks + 1 : 0;
        stored = found;
        record = read;
    }

    /** The write that the turn was taken for; empty when nobody had it yet, or nobody can say. As of the last look. */
    Optional<IntentId> holder() {
        return record.map(TurnRecord::intent);
    }

    /** Whether the holder, if its write is still there, did not get on for so long that it is passed over. */
    boolean isOverdue() {
        return (long) unchangedLooks * LOOKS_FOR_EACH
                >= context.environment().limits().turn().patience();
    }

    /** Takes the turn, which the last look showed free, or overdue, or ours; false when somebody else was faster. */
    boolean take(IntentId own) {
        if (holder().filter(own::equals).isPresent()) {
            return true;
        }
        long epoch = record.map(TurnRecord::epoch).orElse(0L) + 1;
        TurnRecord next = new TurnRecord(
                TurnRecord.FORMAT_VERSION, epoch, 0, own, context.environment().self());
        boolean taken = put(codec.write(next));
        if (taken) {
            record = Optional.of(next);
        }
        return taken;
    }

    /** Says from time to time that the holder, who may need long for all the writes that it has taken along, is at work. */
    Repetition renewing(IntentId own) {
        TurnLimits limits = context.environment().limits().turn();
        Duration period = limits.pause().multipliedBy(limits.patience()).dividedBy(RENEWALS_BEFORE_OVERDUE);
        return context.concurrency().every(period, () -> renew(own));
    }

    /** On a thread of its own, so it touches nothing of the waiter's. */
    private void renew(IntentId own) {
        try {
            Optional<StoredObject> found = objects().get(GraphKeys.TURN);
            Optional<TurnRecord> held =
                    found.flatMap(this::read).filter(record -> record.intent().equals(own));
            if (held.isPresent()) {
                byte[] renewed = codec.write(held.get().renewed());
                objects().replaceIfMatch(GraphKeys.TURN, renewed, found.get().tag());
            }
        } catch (StorageUnavailable passing) {
            // The next one may come through, before anybody has lost patience.
        }
    }

    private boolean put(byte[] next) {
        try {
            return stored.isPresent()
                    ? objects()
                            .replaceIfMatch(GraphKeys.TURN, next, stored.get().tag())
                    : objects().putIfAbsent(GraphKeys.TURN, next);
        } catch (StorageUnavailable unknown) {
            // If it was ours, the next look shows it.
            return false;
        }
    }

    /** What cannot be read is replaced: nothing depends on it. */
    private Optional<TurnRecord> read(StoredObject stored) {
        try {
            return Optional.of(codec.read(stored.content(), GraphKeys.TURN.path()));
        } catch (CorruptState unreadable) {
            return Optional.empty();
        }
    }

    private ObjectStore objects() {
        return context.environment().objects();
    }
}
