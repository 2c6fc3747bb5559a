package io.headgate.ingest.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the demo is asked to do.
 *
 * @param records the most records to produce; at least 1
 * @param gitRepository the clone whose history is the input, in place of a generated social graph
 * @param crashes how often the worker is killed without warning; with 0 it runs in this process
 * @param keep the directory to leave the graph in; it must not exist or be empty
 * @param json whether to print one JSON object at the end and nothing else
 */
public record DemoOptions(long records, Optional<Path> gitRepository, int crashes, Optional<Path> keep, boolean json) {

    public static final long DEFAULT_RECORDS = 200_000;

    public static final DemoOptions DEFAULT =
            new DemoOptions(DEFAULT_RECORDS, Optional.empty(), 0, Optional.empty(), false);

    public DemoOptions {
        if (records < 1) {
            throw new IllegalArgumentException("the demo needs at least one record, not " + records);
        }
        if (crashes < 0) {
            throw new IllegalArgumentException("the worker cannot be killed " + crashes + " times");
        }
    }
}
