package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IntentId;
import java.util.Optional;

/**
 * The commit turn: writers that contend commit one after the other, each for all. A turn is free when the write that it was
 * taken for is gone, so nobody has to give it back; a holder that does not get on is passed over after a number of looks, which
 * each waiter counts for itself. Safety does not rest on it: a holder that was only slow loses the race for the graph version.
 */
final class Turn {

    /** A waiter looks at the turn once in so many looks: the next graph version most often says all it wants to know. */
    static final int LOOKS_FOR_EACH = 5;

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
        return (long) unchangedLooks * LOOKS_FOR_EACH >= context.environment().limits().turn().patience();
    }

    /** Takes the turn, which the last look showed free, or overdue, or ours; false when somebody else was faster. */
    boolean take(IntentId own) {
        if (holder().filter(own::equals).isPresent()) {
            return true;
        }
        long epoch = record.map(TurnRecord::epoch).orElse(0L) + 1;
        TurnRecord next = new TurnRecord(
                TurnRecord.FORMAT_VERSION, epoch, own, context.environment().self());
        boolean taken = put(codec.write(next));
        if (taken) {
            record = Optional.of(next);
        }
        return taken;
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
