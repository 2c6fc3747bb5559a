package io.headgate.bench.ingest;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a workload is to carry, and to where.
 *
 * @param records all that the topic has
 * @param output an empty directory; what is in it afterwards is measured
 * @param base a directory with the table that is there beforehand
 */
record Job(String bootstrapServers, String topic, long records, Path output, Optional<Path> base, Settings settings) {

    /** Rows of one write. */
    int batchRows() {
        return Math.toIntExact(settings.number("batch-rows"));
    }

    boolean upserts() {
        return settings.text("mode", "append").equals("upsert");
    }
}
