package io.headgate.engine.simulation;

/**
 * One call to a seam.
 *
 * @param target the key, or the table with its version
 */
record SeamCall(Kind kind, String method, String target) {

    /** What can go wrong with it. */
    enum Kind {
        /** Looks at what can change. */
        READ,
        /** Reads content, which may come garbled. */
        CONTENT,
        /** Writes what nobody sees yet. */
        STAGE,
        /** Changes what others see. */
        EFFECT
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
