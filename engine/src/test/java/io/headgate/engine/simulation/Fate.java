package io.headgate.engine.simulation;

/** What becomes of one call to a seam. */
enum Fate {
    /** It works. */
    PROCEED("", false, false),
    /** No effect, no answer. */
    FAIL("fails before its effect", true, false),
    /** Effect, but no answer. */
    LOSE_ANSWER("its answer is lost", true, false),
    /** No answer, and the effect happens only later. */
    LATE("no answer; its effect comes late", true, false),
    /** The content that is read is not what is stored. */
    GARBLE("answers with garbled content", true, false),
    CRASH_BEFORE("CRASH before its effect", false, true),
    CRASH_AFTER("CRASH after its effect", false, true),
    /** The caller is gone, but its request is on its way. */
    CRASH_LATE("CRASH; its effect comes late", false, true);

    private final String text;
    private final boolean fault;
    private final boolean crash;

    Fate(String text, boolean fault, boolean crash) {
        this.text = text;
        this.fault = fault;
        this.crash = crash;
    }

    /** Whether the caller has a right to a typed error. */
    boolean isFault() {
        return fault;
    }

    boolean isCrash() {
        return crash;
    }

    boolean hasEffectNow() {
        return this == PROCEED || this == LOSE_ANSWER || this == GARBLE || this == CRASH_AFTER;
    }

    boolean hasEffectLater() {
        return this == LATE || this == CRASH_LATE;
    }

    @Override
    public String toString() {
        return text;
    }
}
