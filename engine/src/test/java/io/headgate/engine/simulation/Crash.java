package io.headgate.engine.simulation;

/** Ends an actor the way a process dies: nothing that follows has an effect, handlers included. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("crashed", null, false, false);
    }
}
