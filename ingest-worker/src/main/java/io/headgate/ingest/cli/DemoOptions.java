package io.headgate.ingest.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the demo is to do.
 *
 * @param records how many events to generate; the demo decides when it is empty
 * @param repository the git repository whose history to feed, instead of generated events
 * @param crashes how often to kill the worker
 * @param keep where to leave the graph; empty: nothing is left
 * @param json whether to print one JSON object at the end, and nothing else, on {@code out}
 * @param out for the result
 * @param err for progress
 */
public record DemoOptions(
        OptionalLong records,
        Optional<Path> repository,
        int crashes,
        Optional<Path> keep,
        boolean json,
        PrintWriter out,
        PrintWriter err) {}
