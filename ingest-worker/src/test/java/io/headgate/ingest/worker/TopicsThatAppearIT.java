package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.RecordFormat;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.StartPosition;
import io.headgate.ingest.config.TargetType;
import io.headgate.recovery.error.BadConfiguration;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class TopicsThatAppearIT {
    private final TestBroker broker;
    private final Scenario scenario;
    private final String prefix;

    TopicsThatAppearIT(TestBroker broker, @TempDir Path directory) {
        this.broker = broker;
        this.scenario = new Scenario(broker, directory);
        this.prefix = "x" + broker.mark() + "\\.";
    }

    /** With {@code start: latest}, which must not skip what was written to them before they were noticed. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void partitionsThatAreAddedWhileItRunsAreReadFromTheirBeginning(String protocol) {
        scenario.topics(1)
                .start(new StartPosition.Latest())
                .kafka(Map.of("metadata.max.age.ms", "200", "group.protocol", protocol));
        produce(scenario.follows, 0, 0, 10);
        try (RunningWorker worker = RunningWorker.start(scenario.config())) {
            Awaitility.await()
                    .until(() -> Long.valueOf(10).equals(scenario.offsets().get(scenario.follows + "-0")));
            scenario.addPartitions(scenario.follows, 3);
            produce(scenario.follows, 2, 10, 30);

            worker.awaitPolled(20);
            assertThat(worker.stop().exitCode()).isZero();
        }

        assertThat(scenario.follows())
                .isEqualTo(LongStream.range(10, 30).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void topicsThatMatchAPatternAreReadWhenTheyAppearAndFeedTheTypeOfTheirName(String protocol) {
        scenario.kafka(Map.of("metadata.max.age.ms", "200", "group.protocol", protocol))
                .sources(
                        source(prefix + "(per.*)", TableKind.NODE, "$1", WriteMode.UPSERT),
                        source(prefix + "follows-.*", TableKind.EDGE, "Follows", WriteMode.APPEND));
        broker.createTopic(name("follows-a"), 1);
        produce(name("follows-a"), 0, 0, 10);
        try (RunningWorker worker = RunningWorker.start(scenario.config())) {
            worker.awaitPolled(10);

            broker.createTopic(name("follows-b"), 2);
            produce(name("follows-b"), 1, 10, 25);
            broker.createTopic(name("per-son"), 1);
            people(name("per-son"), 0, 5);
            worker.awaitPolled(10 + 15 + 5);
            // Neither is a type of this name, nor does it harm the others.
            broker.createTopic(name("perhaps"), 1);
            people(name("perhaps"), 0, 5);
            people(name("per-son"), 5, 8);
            worker.awaitPolled(10 + 15 + 8);
            // Looked at again and again; it is known once it is assigned.
            people(name("per-son"), 8, 9);
            worker.awaitPolled(10 + 15 + 9);

            ExitReport report = worker.stop();
            assertThat(report.stoppedSources())
                    .allSatisfy(mismatch ->
                            assertThat(mismatch).hasMessageContainingAll(name("perhaps"), "no such type", "[Person]"));
        }

        assertThat(scenario.follows()).isEqualTo(LongStream.range(0, 25).boxed().toList());
        assertThat(scenario.people()).hasSize(9);
    }

    @Test
    void aTopicThatTwoSourcesMatchIsRefusedWithBothOfThem() {
        broker.createTopic(name("follows-a"), 1);
        scenario.sources(
                source(prefix + ".*-a", TableKind.EDGE, "Follows", WriteMode.APPEND),
                source(prefix + "follows-.*", TableKind.EDGE, "Follows", WriteMode.APPEND));

        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.failure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .isInstanceOf(BadConfiguration.class)
                        .hasMessageContainingAll(name("follows-a"), "several", prefix + ".*-a", prefix + "follows-.*"));
    }

    private String name(String suffix) {
        return prefix.replace("\\", "") + suffix;
    }

    private static SourceConfig source(String topic, TableKind kind, String type, WriteMode mode) {
        return new SourceConfig(
                topic, new TargetType(kind, type), RecordFormat.JSON, mode, new StartPosition.Earliest());
    }

    private void produce(String topic, int partition, long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(from, to).forEach(n -> {
                ProducerRecord<byte[], byte[]> record = Scenario.follow(topic, "p" + n, "p0", n);
                producer.send(new ProducerRecord<>(topic, partition, record.key(), record.value()));
            });
        }
    }

    private void people(String topic, long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(from, to).forEach(n -> producer.send(Scenario.person(topic, "p" + n, "name")));
        }
    }
}
