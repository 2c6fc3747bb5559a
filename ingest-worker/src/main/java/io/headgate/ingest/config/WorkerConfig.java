package io.headgate.ingest.config;

import io.headgate.engine.object.Durability;
import io.headgate.engine.write.TurnLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker's whole configuration, checked.
 *
 * @param graph directory of the graph
 * @param schema file of the schema, used when the graph does not exist yet
 * @param durability what a published version survives
 * @param kafka settings for every Kafka client, with environment references expanded; may hold secrets, so it has no text form
 * @param sources at least one; no topic twice
 * @param turn how the worker takes turns with others that write the graph
 * @param startupTimeout how long a starting worker tries to reach Kafka
 * @param shutdownTimeout how long a stopping worker may take to finish the batch in flight
 */
public record WorkerConfig(
        String graph,
        Optional<Path> schema,
        Durability durability,
        Map<String, String> kafka,
        List<SourceConfig> sources,
        CommitConfig commit,
        MemoryConfig memory,
        TurnLimits turn,
        Duration startupTimeout,
        Duration shutdownTimeout) {

    public WorkerConfig {
        kafka = Map.copyOf(kafka);
        sources = List.copyOf(sources);
    }

    /** Leaves the Kafka settings out: they may hold secrets. */
    @Override
    public String toString() {
        return "WorkerConfig[graph=" + graph + ", durability=" + durability + ", kafka=(" + kafka.size()
                + " settings), sources=" + sources + ", commit=" + commit + ", memory=" + memory + "]";
    }
}
