package io.headgate.ingest.demo;

import io.headgate.engine.object.Durability;
import io.headgate.engine.write.TurnLimits;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.ConfigWriter;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.MemoryConfig;
import io.headgate.ingest.config.RecordFormat;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.StartPosition;
import io.headgate.ingest.config.WorkerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration of the demo's workers: an ordinary one, with limits at which there is something to see. */
final class DemoWorkerConfig {

    /** Enough commits for a history worth showing. */
    private static final long COMMITS = 8;

    private static final long MOST_ROWS = 500_000;
    private static final DataSize BATCH_BYTES = DataSize.ofMebibytes(128);
    private static final DataSize OFF_HEAP = DataSize.ofMebibytes(512);

    private DemoWorkerConfig() {}

    /**
     * Writes the file and returns what it says.
     *
     * @param records how many there are to ingest
     * @param crashes how often the worker will be killed: the more often, the smaller its commits
     */
    static WorkerConfig write(
            DemoFiles files, String bootstrapServers, List<DemoTopic> topics, long records, int crashes) {
        long rows = Math.max(1, Math.min(MOST_ROWS, records / (COMMITS * (crashes + 1L))));
        WorkerConfig config = new WorkerConfig(
                files.graph().toString(),
                Optional.of(files.schema()),
                Durability.POWER_LOSS,
                // A killed worker must not hold up the next one for the long session of production defaults.
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "headgate-demo",
                        "session.timeout.ms", "2000",
                        "heartbeat.interval.ms", "500"),
                topics.stream().map(DemoWorkerConfig::source).toList(),
                new CommitConfig(Duration.ofSeconds(1), rows, BATCH_BYTES),
                new MemoryConfig(OFF_HEAP, DataSize.ofMebibytes(1)),
                TurnLimits.DEFAULT,
                Duration.ofMinutes(2),
                Duration.ofSeconds(30));
        try {
            Files.writeString(files.workerConfig(), ConfigWriter.write(config));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + files.workerConfig(), e);
        }
        return config;
    }

    private static SourceConfig source(DemoTopic topic) {
        return new SourceConfig(
                topic.name(), topic.into(), RecordFormat.JSON, topic.mode(), new StartPosition.Earliest());
    }
}
