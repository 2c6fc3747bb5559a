package io.headgate.ingest.config;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.write.TurnLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker's whole configuration, checked.
 *
 * @param graph where the graph is
 * @param s3 how S3 is reached; the default when the graph is not there
 * @param schema file of the schema, used when the graph does not exist yet
 * @param durability what a published version survives
 * @param kafka settings for every Kafka client, with environment references expanded; may hold secrets, so it has no text form
 * @param sources at least one; no topic twice
 * @param turn how the worker takes turns with others that write the graph
 * @param startupTimeout how long a starting worker tries to reach Kafka
 * @param shutdownTimeout how long a stopping worker may take to finish the batch in flight
 * @param monitoring how it can be watched while it works
 * @param maintenance how the tables are kept fast
 */
public record WorkerConfig(
        GraphLocation graph,
        S3Settings s3,
        Optional<Path> schema,
        Durability durability,
        Map<String, String> kafka,
        List<SourceConfig> sources,
        CommitConfig commit,
        MemoryConfig memory,
        TurnLimits turn,
        Duration startupTimeout,
        Duration shutdownTimeout,
        MonitoringConfig monitoring,
        MaintenanceConfig maintenance) {

    public WorkerConfig {
        kafka = Map.copyOf(kafka);
        sources = List.copyOf(sources);
    }

    /** One that nobody watches, and that tells nobody what it publishes. */
    public WorkerConfig(
            GraphLocation graph,
            S3Settings s3,
            Optional<Path> schema,
            Durability durability,
            Map<String, String> kafka,
            List<SourceConfig> sources,
            CommitConfig commit,
            MemoryConfig memory,
            TurnLimits turn,
            Duration startupTimeout,
            Duration shutdownTimeout) {
        this(
                graph,
                s3,
                schema,
                durability,
                kafka,
                sources,
                commit,
                memory,
                turn,
                startupTimeout,
                shutdownTimeout,
                MonitoringConfig.OFF,
                MaintenanceConfig.DEFAULT);
    }

    public WorkerConfig withMonitoring(MonitoringConfig newMonitoring) {
        return new WorkerConfig(
                graph,
                s3,
                schema,
                durability,
                kafka,
                sources,
                commit,
                memory,
                turn,
                startupTimeout,
                shutdownTimeout,
                newMonitoring,
                maintenance);
    }

    public WorkerConfig withMaintenance(MaintenanceConfig newMaintenance) {
        return new WorkerConfig(
                graph,
                s3,
                schema,
                durability,
                kafka,
                sources,
                commit,
                memory,
                turn,
                startupTimeout,
                shutdownTimeout,
                monitoring,
                newMaintenance);
    }

    /** Leaves the Kafka settings out: they may hold secrets. */
    @Override
    public String toString() {
        return "WorkerConfig[graph=" + graph + ", durability=" + durability + ", kafka=(" + kafka.size()
                + " settings), sources=" + sources + ", commit=" + commit + ", memory=" + memory + "]";
    }
}
