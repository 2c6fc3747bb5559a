package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IntentId;
import java.util.Optional;
import java.util.Set;

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
    record Look(Optional<StoredObject> stored, Optional<TurnRecord> record) {}

    /** To be taken before the intents are listed: a holder arms first, so one that is at work is in the listing. */
    Look look() {
        Optional<StoredObject> stored = objects().get(GraphKeys.TURN);
        Optional<TurnRecord> record = stored.flatMap(this::read);
        unchangedLooks = record.equals(lastSeen) ? unchangedLooks + 1 : 0;
        lastSeen = record;
        return new Look(stored, record);
    }

    /**
     * Takes the turn if it is free.
     *
     * @param armed every write that lies there, listed after the look
     */
    boolean take(Look look, IntentId own, Set<IntentId> armed) {
        if (look.record().isPresent()) {
            TurnRecord held = look.record().get();
            if (held.intent().equals(own)) {
                return true;
            }
            boolean atWork = armed.contains(held.intent());
            if (atWork && unchangedLooks < context.environment().limits().turn().patience()) {
                return false;
            }
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
