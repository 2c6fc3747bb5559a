package io.headgate.engine.write;

import io.headgate.recovery.fault.FaultPoint;

/**
 * Where one operation is interrupted while another one runs from its beginning to its end.
 *
 * @param point where the first one waits
 * @param occurrence at which time that it comes by there
 * @param phase how far the first one is
 */
record Interleaving(Operation first, Operation second, Manner manner, FaultPoint point, int occurrence, Phase phase) {

    /** How those that write commit. */
    enum Manner {
        /** Each for itself, without a look at what others have armed. */
        ALONE,
        /** Whoever has the turn, for all. */
        IN_TURNS
    }

    /** How far the first one is. */
    enum Phase {
        /** Nobody can know of it. */
        HIDDEN,
        /** Others find its intent, or the HEAD that it restored; it is not visible. */
        KNOWN,
        /** It is visible, and its intent, or what it gave up, is still there. */
        VISIBLE,
        /** It is visible, and nothing is left to do that concerns others. */
        OVER
    }

    Interleaving with(Operation newSecond) {
        return new Interleaving(first, newSecond, manner, point, occurrence, phase);
    }

    /** What is to come of it. */
    ConflictTable.Outcome expected() {
        return ConflictTable.cell(first, second).outcome(phase);
    }

    @Override
    public String toString() {
        String time = occurrence == 1 ? "" : " (" + occurrence + ")";
        String how = manner == Manner.ALONE ? "" : ", in turns";
        return first + ", " + second + " at " + point + time + how + ": " + expected();
    }
}
