package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.MemoryConfig;
import io.headgate.ingest.config.StartPosition;
import io.headgate.recovery.intent.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class IngestWorkerIT {
    private final Scenario scenario;

    IngestWorkerIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
    }

    @Test
    void recordsBecomeRowsAndBadOnesDeadLettersInBalancedVersions() {
        scenario.topics(2);
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            for (int i = 0; i < 100; i++) {
                producer.send(Scenario.person(scenario.people, "p" + i, "first " + i));
                producer.send(Scenario.follow(scenario.follows, "p" + i, "p0", i));
            }
            for (int i = 0; i < 50; i++) {
                producer.send(Scenario.person(scenario.people, "p" + i, "second " + i));
            }
            for (int i = 0; i < 10; i++) {
                producer.send(Scenario.tombstone(scenario.people, "p" + i));
            }
            ProducerRecord<byte[], byte[]> broken = Scenario.record(scenario.people, "bad", "{\"id\":\"bad\",");
            broken.headers().add("origin", Scenario.bytes("test"));
            producer.send(broken);
            producer.send(Scenario.record(scenario.follows, "p1", "{\"src\":\"p1\",\"n\":1}"));
        }

        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.failure()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(scenario.people())
                .hasSize(90)
                .doesNotContainKey("p0")
                .containsEntry("p10", "second 10")
                .containsEntry("p99", "first 99");
        assertThat(scenario.follows())
                .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
        assertThat(scenario.deadLetters())
                .extracting(letter -> letter.get("code"))
                .containsExactlyInAnyOrder("MALFORMED_JSON", "MISSING_FIELD");
        assertThat(scenario.deadLetters())
                .filteredOn(letter -> letter.get("topic").equals(scenario.people))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.get("headers")).isEqualTo("{\"origin\":[\"test\"]}");
                    assertThat((byte[]) letter.get("value")).isEqualTo(Scenario.bytes("{\"id\":\"bad\","));
                    assertThat(letter.get("table")).isEqualTo("Person");
                });
        Account totals = scenario.manifest().totals();
        assertThat(totals.polled()).isEqualTo(262);
        assertThat(totals.deadLettered()).isEqualTo(2);
        assertThat(totals.balances()).isTrue();
        assertThat(scenario.history(100)).allMatch(version -> version.account().balances());
    }

    @Test
    void aSecondWorkerGoesOnWhereTheGraphEnds() {
        scenario.topics(2);
        produceFollows(0, 50);
        scenario.runUntilCaughtUp();

        produceFollows(50, 80);
        ExitReport second = scenario.runUntilCaughtUp();

        assertThat(second.polled()).isEqualTo(30);
        assertThat(scenario.follows())
                .containsExactlyElementsOf(LongStream.range(0, 80).boxed().toList());
        assertThat(scenario.runUntilCaughtUp().commits()).isZero();
    }

    @Test
    void kafkaIsToldTheOffsetsThatTheGraphContains() {
        scenario.topics(1);
        produceFollows(0, 25);

        scenario.runUntilCaughtUp();

        assertThat(scenario.reported()
                        .get(new TopicPartition(scenario.follows, 0))
                        .offset())
                .isEqualTo(25);
    }

    @Test
    void offsetsWithoutRecordsAreClaimedLikeAnyOther() {
        scenario.topics(1);
        try (KafkaProducer<byte[], byte[]> producer =
                scenario.producer(Map.of("transactional.id", scenario.follows, "linger.ms", "0"))) {
            producer.initTransactions();
            for (int round = 0; round < 6; round++) {
                producer.beginTransaction();
                for (int i = 0; i < 5; i++) {
                    producer.send(Scenario.follow(scenario.follows, "a", "b", round * 5L + i));
                }
                producer.flush();
                if (round % 2 == 0) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
            // An aborted one at the end: offsets at the very end of the log that no record will ever follow.
            producer.beginTransaction();
            producer.send(Scenario.follow(scenario.follows, "a", "b", 1_000));
            producer.flush();
            producer.abortTransaction();
        }

        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.exitCode()).isZero();
        assertThat(scenario.follows())
                .containsExactly(5L, 6L, 7L, 8L, 9L, 15L, 16L, 17L, 18L, 19L, 25L, 26L, 27L, 28L, 29L);
        assertThat(scenario.offsets()).containsEntry(scenario.follows + "-0", 38L);
        assertThat(scenario.manifest().totals().polled()).isEqualTo(15);
    }

    @Test
    void latestIsFixedInTheGraphByTheFirstWorker() {
        scenario.topics(1).start(new StartPosition.Latest());
        produceFollows(0, 10);
        scenario.runUntilCaughtUp();

        produceFollows(10, 15);
        scenario.runUntilCaughtUp();

        assertThat(scenario.follows()).containsExactly(10L, 11L, 12L, 13L, 14L);
    }

    @Test
    void littleMemoryMakesMoreCommitsNotAFailure() {
        scenario.topics(1)
                .memory(new MemoryConfig(DataSize.ofMebibytes(3), DataSize.ofMebibytes(1)))
                .commit(new CommitConfig(Duration.ofMinutes(1), 1_000_000, DataSize.ofMebibytes(64)));
        String name = "x".repeat(1_000);
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            IntStream.range(0, 20_000).forEach(i -> producer.send(Scenario.person(scenario.people, "p" + i, name + i)));
        }

        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.failure()).isEmpty();
        assertThat(scenario.people()).hasSize(20_000).containsEntry("p19999", name + "19999");
        assertThat(report.commits()).isGreaterThan(5);
    }

    @Test
    void aRecordThatFitsIntoNoMemoryEndsTheWorkerWithTheKeyToChange() {
        scenario.topics(1).memory(new MemoryConfig(new DataSize(4096), DataSize.ofMebibytes(1)));
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            producer.send(Scenario.person(scenario.people, "p", "x".repeat(100_000)));
        }

        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("memory.off-heap"));
    }

    @Test
    void batchesAreClosedAtTheirLimitOfRows() {
        scenario.topics(1).commit(new CommitConfig(Duration.ofMinutes(1), 100, DataSize.ofMebibytes(64)));
        produceFollows(0, 1_000);

        scenario.runUntilCaughtUp();

        List<GraphManifest> versions = scenario.history(100);
        assertThat(versions).allMatch(version -> version.account().polled() <= 100);
        assertThat(versions.stream()
                        .mapToLong(version -> version.account().polled())
                        .sum())
                .isEqualTo(1_000);
    }

    private void produceFollows(long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(from, to)
                    .forEach(n -> producer.send(Scenario.follow(scenario.follows, "p" + n, "p" + n % 7, n)));
        }
    }
}
