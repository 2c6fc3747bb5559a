package io.headgate.engine.simulation;

/** Ends an actor because the schedule is over. */
final class Stopped extends Error {

    private static final long serialVersionUID = 1L;

    Stopped() {
        super("the schedule is over", null, false, false);
    }
}
