package io.headgate.engine.write;

import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Owner;

/**
 * Who commits at present, as {@code __turn.json} says. Only to save work: nothing becomes wrong when two think it is theirs.
 *
 * @param formatVersion layout of the serialised form
 * @param epoch one more each time that the turn changes hands
 * @param renewals how often the holder has said since that it is at work
 * @param intent the holder's own armed write: while it lies there, the holder is at work
 * @param holder the holder's process, for people
 */
record TurnRecord(int formatVersion, long epoch, long renewals, IntentId intent, Owner holder) {

    static final int FORMAT_VERSION = 1;

    TurnRecord renewed() {
        return new TurnRecord(formatVersion, epoch, renewals + 1, intent, holder);
    }
}
