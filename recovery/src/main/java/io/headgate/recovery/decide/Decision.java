package io.headgate.recovery.decide;

/** What to do about an intent. */
public enum Decision {
    /** Somebody else is, or will be, in charge of it. */
    LEAVE("left to its owner"),
    /** It is published: audit it and delete it. */
    CONVERGED("published already"),
    /** It holds, and no table has its effect: put the effect on what is published now, and publish. */
    ROLL_FORWARD("rolled forward"),
    /** It holds, and some tables have its effect: complete the rest, and publish. */
    COMPLETE("completed"),
    /** It holds, and every table has its effect: publish. */
    PUBLISH("published"),
    /** It does not hold any more, and tables were moved for it: restore them, publish the restored versions, discard it. */
    ROLL_BACK("rolled back"),
    /** It does not hold any more, and nothing was moved for it. */
    DISCARD("discarded"),
    /** Nobody but a person can say: everything stays as it is, and nothing is written. */
    REFUSE("refused");

    private final String done;

    Decision(String done) {
        this.done = done;
    }

    /** What has happened once it is carried out, for people. */
    public String done() {
        return done;
    }

    /** Whether it makes the intent's effect visible. */
    public boolean goesForward() {
        return this == ROLL_FORWARD || this == COMPLETE || this == PUBLISH;
    }

    /** Whether the intent ends without becoming visible. */
    public boolean discards() {
        return this == ROLL_BACK || this == DISCARD;
    }
}
