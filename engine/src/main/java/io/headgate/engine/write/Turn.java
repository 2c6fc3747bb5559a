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

    private final WriteContext context;
    private final JsonCodec<TurnRecord> codec = new JsonCodec<>(TurnRecord.class, TurnRecord.FORMAT_VERSION, "turn");
    private Optional<TurnRecord> lastSeen = Optional.empty();
    private int unchangedLooks;

    Turn(WriteContext context) {
        this.context = context;
    }

    /**
     * What lies there.
     *
     * @param record empty when nobody had the turn yet, or it cannot be read
     */
    record Look(Optional<StoredObject> stored, Optional<TurnRecord> record) {

        Optional<IntentId> holder() {
            return record.map(TurnRecord::intent);
        }

        boolean isOf(IntentId intent) {
            return holder().filter(intent::equals).isPresent();
        }
    }

    Look look() {
        Optional<StoredObject> stored = objects().get(GraphKeys.TURN);
        Optional<TurnRecord> record = stored.flatMap(this::read);
        unchangedLooks = record.equals(lastSeen) ? unchangedLooks + 1 : 0;
        lastSeen = record;
        return new Look(stored, record);
    }

    /** The write that the turn was taken for when it was looked at last. */
    Optional<IntentId> lastHolder() {
        return lastSeen.map(TurnRecord::intent);
    }

    /** Whether the holder, whose write is still there, did not get on for so long that it is passed over. */
    boolean isOverdue() {
        return unchangedLooks >= context.environment().limits().turn().patience();
    }

    /**
     * Takes the turn, unless somebody else was faster.
     *
     * @param look that showed it free, or overdue, or ours
     */
    boolean take(Look look, IntentId own) {
        if (look.isOf(own)) {
            return true;
        }
        long epoch = look.record().map(TurnRecord::epoch).orElse(0L) + 1;
        byte[] next = codec.write(new TurnRecord(
                TurnRecord.FORMAT_VERSION, epoch, own, context.environment().self()));
        try {
            return look.stored().isPresent()
                    ? objects()
                            .replaceIfMatch(
                                    GraphKeys.TURN, next, look.stored().get().tag())
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
