package io.headgate.engine.write;

import io.headgate.recovery.id.IntentId;

/** The intent that is being worked on is not ours to continue any more: somebody else settled it, or took it over. */
final class IntentMoved extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean gone;

    IntentMoved(IntentId intent, boolean gone) {
        super("intent " + intent + (gone ? " was settled" : " was taken over") + " by somebody else");
        this.gone = gone;
    }

    /** Whether it was settled; else it was taken over. */
    boolean isGone() {
        return gone;
    }
}
