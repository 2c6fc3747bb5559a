package io.headgate.ingest.cli;

/** Runs the demo. */
@FunctionalInterface
public interface DemoRunner {

    /** Returns whether the graph holds exactly what was produced. */
    boolean run(DemoOptions options, StopSignal stop);
}
