package io.headgate.ingest.maintain.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.write.TurnLimits;
import io.headgate.ingest.broker.LoopbackPorts;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.MemoryConfig;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

    @Test
    void whoTellsNeitherWaitsNorFailsWithoutKafka() throws IOException {
        AtomicInteger dropped = new AtomicInteger();
        Deliveries deliveries = new Deliveries() {
            @Override
            public void dropped() {
                dropped.incrementAndGet();
            }
        };
        WorkerConfig config = config("group");
        long started = System.nanoTime();

        EventPublisher events = EventPublisher.start(config, deliveries);
        for (int version = 1; version <= 5_000; version++) {
            events.offer(event(version));
        }
        Duration told = Duration.ofNanos(System.nanoTime() - started);
        events.close();
        events.offer(event(5_001));

        assertThat(told).isLessThan(Duration.ofSeconds(2));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
        assertThat(dropped).hasValue(5_001);
    }

    @Test
    void aGroupWhoseNameNoTopicCanHaveNeedsAPrefix() throws IOException {
        assertThat(MaintenanceTopics.of(config("social")))
                .isEqualTo(new MaintenanceTopics(
                        "social.commits", "social.maintenance", "social.planner", "social-maintenance"));
        WorkerConfig strange = config("our group/1");
        Assertions.assertThatThrownBy(() -> MaintenanceTopics.of(strange))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContainingAll("maintenance.prefix", "our group/1");
    }

    private static CommitEvent event(int version) {
        return new CommitEvent(new GraphId("g"), new GraphVersion(version), "ingest", Instant.EPOCH, List.of());
    }

    /** Nobody listens where it says that Kafka is. */
    private static WorkerConfig config(String group) throws IOException {
        return new WorkerConfig(
                new GraphLocation.LocalDirectory(Path.of("nowhere")),
                S3Settings.DEFAULT,
                Optional.empty(),
                Durability.PROCESS_CRASH,
                Map.of(
                        "bootstrap.servers",
                        LoopbackPorts.HOST + ":" + LoopbackPorts.free(1)[0],
                        "group.id",
                        group,
                        "default.api.timeout.ms",
                        "1000",
                        "request.timeout.ms",
                        "500"),
                List.of(),
                new CommitConfig(Duration.ofSeconds(1), 1, DataSize.ofMebibytes(1)),
                new MemoryConfig(DataSize.ofMebibytes(3), DataSize.ofMebibytes(1)),
                TurnLimits.DEFAULT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }
}
