package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.recovery.error.SourceMismatch;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class SourceMismatchIT {
    private final Scenario scenario;
    private final Path directory;

    SourceMismatchIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
        this.directory = directory;
    }

    @Test
    void deletedOffsetsStopTheirSourceAndTheOtherOneGoesOn() {
        scenario.topics(1);
        produce(0, 10);
        scenario.runUntilCaughtUp();
        produce(10, 30);
        scenario.deleteRecordsBefore(scenario.follows, 0, 25);

        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.exitCode()).isEqualTo(5);
        assertThat(report.stoppedSources()).singleElement().satisfies(mismatch -> {
            assertThat(mismatch.topic()).isEqualTo(scenario.follows);
            assertThat(mismatch).hasMessageContainingAll("offset 10", "oldest is 25", "15 offsets were deleted");
        });
        assertThat(scenario.follows()).hasSize(10);
        assertThat(scenario.people()).hasSize(30);
    }

    @Test
    void aTopicCreatedAnewIsNotReadHoweverMuchItHolds() {
        scenario.topics(1);
        produce(0, 10);
        scenario.runUntilCaughtUp();
        scenario.recreate(scenario.people, 1);
        produce(10, 30);

        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.exitCode()).isEqualTo(5);
        assertThat(report.stoppedSources())
                .singleElement()
                .satisfies(mismatch -> assertThat(mismatch)
                        .hasMessageContainingAll(scenario.people, "created anew", "up to offset 10"));
        assertThat(scenario.people()).hasSize(10);
        assertThat(scenario.follows()).hasSize(30);
    }

    @Test
    void aTopicCreatedAnewWhileItIsReadIsNotRead() {
        scenario.topics(1);
        produce(0, 10);
        try (RunningWorker worker = RunningWorker.start(scenario.config())) {
            worker.awaitPolled(20);
            scenario.recreate(scenario.follows, 1);
            produce(10, 40);
            worker.awaitPolled(20 + 30);

            assertThat(worker.stop().exitCode()).isEqualTo(5);
        }

        assertThat(scenario.follows())
                .containsExactlyElementsOf(LongStream.range(0, 10).boxed().toList());
        assertThat(scenario.people()).hasSize(40);
    }

    @Test
    void topicsThatAreRemovedWhileNothingHappensStopTheirSources() {
        scenario.topics(1);
        produce(0, 10);
        try (RunningWorker worker = RunningWorker.start(scenario.config())) {
            worker.awaitPolled(20);
            scenario.deleteTopic(scenario.follows);
            scenario.deleteTopic(scenario.people);

            ExitReport report = worker.awaitReport();

            assertThat(report.exitCode()).isEqualTo(5);
            assertThat(report.stoppedSources())
                    .hasSize(2)
                    .allSatisfy(mismatch -> assertThat(mismatch).hasMessageContaining("does not exist any more"));
        }
        assertThat(scenario.people()).hasSize(10);
    }

    @Test
    void aMissingTopicIsNamed() {
        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.exitCode()).isEqualTo(5);
        assertThat(report.stoppedSources()).hasSize(2);
        assertThat(report.stoppedSources())
                .first()
                .satisfies(mismatch -> assertThat(mismatch).hasMessageContainingAll("does not exist", "create it"));
    }

    @Test
    void anotherClusterIsRefused() {
        scenario.topics(1);
        produce(0, 10);
        scenario.runUntilCaughtUp();

        try (EmbeddedKafka stranger = EmbeddedKafka.start(directory.resolve("stranger"))) {
            stranger.createTopic(scenario.people, 1, Map.of());
            stranger.createTopic(scenario.follows, 1, Map.of());
            scenario.kafka(Map.of("bootstrap.servers", stranger.bootstrapServers()));

            ExitReport report = scenario.runUntilCaughtUp();

            assertThat(report.exitCode()).isEqualTo(5);
            assertThat(report.stoppedSources())
                    .hasSize(2)
                    .allSatisfy(mismatch -> assertThat(mismatch)
                            .isInstanceOf(SourceMismatch.class)
                            .hasMessageContaining("this is cluster " + stranger.clusterId()));
        }
        assertThat(scenario.people()).hasSize(10);
    }

    private void produce(long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(from, to).forEach(n -> {
                producer.send(Scenario.person(scenario.people, "p" + n, "name"));
                producer.send(Scenario.follow(scenario.follows, "p" + n, "p0", n));
            });
        }
    }
}
