package io.headgate.ingest.cli;

import io.headgate.ingest.demo.DemoOptions;
import java.io.PrintWriter;

/** Runs the demo. */
@FunctionalInterface
public interface DemoVerb {

    /**
     * Returns whether the graph holds exactly what was produced.
     *
     * @param out for the result
     * @param stop how the process is told to stop
     */
    boolean run(DemoOptions options, PrintWriter out, StopSignal stop);
}
