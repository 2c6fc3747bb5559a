package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.RecordFormat;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.StartPosition;
import io.headgate.ingest.config.TargetType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Topics and tables need not belong to each other one to one. */
@ExtendWith(SharedBroker.class)
class SharedTopicsIT {
    private static final long RECORDS = 200;

    private final Scenario one;
    private final Scenario other;

    SharedTopicsIT(TestBroker broker, @TempDir Path directory) throws IOException {
        this.one = new Scenario(broker, Files.createDirectory(directory.resolve("one")));
        this.other = new Scenario(broker, Files.createDirectory(directory.resolve("other")));
    }

    @Test
    void twoGraphsAreFedFromOneTopicEachAtItsOwnPace() {
        one.topics(2);
        other.sources(follows(one.follows));
        produce(one.follows, 0, RECORDS / 2);
        assertThat(one.runUntilCaughtUp().exitCode()).isZero();
        produce(one.follows, RECORDS / 2, RECORDS);

        assertThat(other.runUntilCaughtUp().exitCode()).isZero();
        assertThat(one.follows()).isEqualTo(numbers(RECORDS / 2));
        assertThat(other.follows()).isEqualTo(numbers(RECORDS));

        assertThat(one.runUntilCaughtUp().exitCode()).isZero();
        assertThat(one.follows()).isEqualTo(numbers(RECORDS));
    }

    /** The same records as nodes in one graph and as edges in another, while both run. */
    @Test
    void twoPipelinesReadOneTopicInTheirOwnWays() {
        one.topics(2);
        other.sources(new SourceConfig(
                one.people,
                new TargetType(TableKind.EDGE, "Follows"),
                RecordFormat.JSON,
                WriteMode.APPEND,
                new StartPosition.Earliest()));
        try (RunningWorker nodes = RunningWorker.start(one.config());
                RunningWorker edges = RunningWorker.start(other.config())) {
            try (KafkaProducer<byte[], byte[]> producer = one.producer(Map.of())) {
                LongStream.range(0, RECORDS)
                        .forEach(n -> producer.send(Scenario.record(
                                one.people,
                                "p" + n,
                                "{\"id\":\"p" + n + "\",\"name\":\"x\",\"src\":\"a\",\"dst\":\"b\",\"n\":" + n + "}")));
            }
            nodes.awaitPolled(RECORDS);
            edges.awaitPolled(RECORDS);
        }

        assertThat(one.people()).hasSize((int) RECORDS);
        assertThat(other.follows()).isEqualTo(numbers(RECORDS));
    }

    @Test
    void severalTopicsFeedOneTable() {
        one.topics(1);
        other.topics(2);
        one.sources(follows(one.follows), follows(other.follows));
        produce(one.follows, 0, RECORDS / 4);
        produce(other.follows, RECORDS / 4, RECORDS);

        assertThat(one.runUntilCaughtUp().exitCode()).isZero();

        assertThat(one.follows()).isEqualTo(numbers(RECORDS));
        assertThat(one.offsets()).hasSize(3);
    }

    private static SourceConfig follows(String topic) {
        return new SourceConfig(
                topic,
                new TargetType(TableKind.EDGE, "Follows"),
                RecordFormat.JSON,
                WriteMode.APPEND,
                new StartPosition.Earliest());
    }

    private static List<Long> numbers(long to) {
        return LongStream.range(0, to).boxed().toList();
    }

    private void produce(String topic, long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = one.producer(Map.of())) {
            LongStream.range(from, to).forEach(n -> producer.send(Scenario.follow(topic, "p" + n, "p0", n)));
        }
    }
}
