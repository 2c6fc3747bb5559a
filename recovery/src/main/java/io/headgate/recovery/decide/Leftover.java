package io.headgate.recovery.decide;

/** What to do about an intent that lies there when a writer comes in. */
public enum Leftover {
    /** A graph version contains it; only its removal is missing. */
    FINISH,
    /** Nothing of it is visible and nobody works on it: its tables go back to what is published, Kafka replays. */
    DISCARD,
    /** Its owner may still be working on it. */
    LEAVE;

    /**
     * @param published whether a graph version after its base contains it
     * @param ownerGone whether the process that armed it is known or presumed to be gone
     */
    public static Leftover of(boolean published, boolean ownerGone) {
        if (published) {
            return FINISH;
        }
        return ownerGone ? DISCARD : LEAVE;
    }
}
