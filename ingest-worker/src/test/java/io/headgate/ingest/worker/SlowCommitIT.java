package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.worker.TroubledWriter.Outcome;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Rendezvous;
import io.headgate.recovery.intent.SourceClaim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit that does not end while the group goes on: the writer is parked in the middle of it. */
@ExtendWith(SharedBroker.class)
class SlowCommitIT {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Scenario scenario;
    private long produced;

    SlowCommitIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
    }

    /**
     * Every rebalance needs all members to poll. The second one begins by giving back partitions to the stuck worker, which
     * cannot look at the graph then.
     */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aWorkerThatIsStuckInACommitTakesPartInEveryRebalance(String protocol) {
        scenario.topics(PARTITIONS)
                .commit(new CommitConfig(Duration.ofMillis(20), 200, DataSize.ofMebibytes(64)))
                .kafka(Map.of("group.protocol", protocol, "max.poll.interval.ms", "6000"));
        produce(1_000);
        try (Rendezvous commit = Rendezvous.at(FaultPoint.PUBLISH_BEFORE_PUT);
                RunningWorker stuck = RunningWorker.start(scenario.config(), ProgressListener.NONE, commit)) {
            commit.awaitReached(PATIENCE);

            for (int joining = 0; joining < 3; joining++) {
                try (RunningWorker other = RunningWorker.start(scenario.config())) {
                    Awaitility.await().atMost(PATIENCE).until(() -> {
                        produce(20);
                        return other.polled() > 0;
                    });
                    assertThat(scenario.members()).isEqualTo(2);
                    assertThat(other.stop().exitCode()).isZero();
                }
            }
            assertThat(stuck.polled()).isZero();

            commit.release();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> scenario.manifest().totals().polled() == 2 * produced);
            assertThat(stuck.stop().exitCode()).isZero();
        }

        assertThat(scenario.follows())
                .isEqualTo(LongStream.range(0, produced).boxed().toList());
        assertThat(scenario.people()).hasSize((int) produced);
        assertThat(scenario.manifest().totals().polled()).isEqualTo(2 * produced);
    }

    /** Its commit was reported, slowly; the group did not wait for it. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void whatAMemberHasReadIsDroppedWhenItsPartitionsAreLost(String protocol) throws InterruptedException {
        scenario.topics(1)
                .commit(new CommitConfig(Duration.ofMinutes(10), 600, DataSize.ofMebibytes(64)))
                .kafka(Map.of("group.protocol", protocol, "max.poll.interval.ms", "2000"));
        produce(500);
        List<SourceClaim> claimed = new CopyOnWriteArrayList<>();
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (RunningWorker slow = RunningWorker.startAround(
                scenario.config(),
                commit -> {
                    reported.countDown();
                    await(release);
                },
                writer -> new TroubledWriter(writer, attempt -> Outcome.WRITE, claimed::addAll))) {
            assertThat(reported.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Awaitility.await().atMost(PATIENCE).until(() -> scenario.members() == 0);

            scenario.commit(new CommitConfig(Duration.ofMillis(20), 10_000, DataSize.ofMebibytes(64)));
            try (RunningWorker other = RunningWorker.start(scenario.config())) {
                other.awaitPolled(2 * produced - 600);
                release.countDown();
                Awaitility.await().atMost(PATIENCE).until(() -> scenario.members() == 2);
                assertThat(other.stop().exitCode()).isZero();
            }
            produce(300);
            slow.awaitPolled(600 + 600);

            assertThat(slow.stop().exitCode()).isZero();
            // Nothing was written in vain.
            assertThat(claimed.stream()
                            .mapToLong(claim -> claim.to() - claim.from())
                            .sum())
                    .isEqualTo(slow.polled());
        }

        assertThat(scenario.follows())
                .isEqualTo(LongStream.range(0, produced).boxed().toList());
        assertThat(scenario.manifest().totals().polled()).isEqualTo(2 * produced);
    }

    @Test
    void whatRetentionTakesAwayWhileTheWorkerIsBusyStopsItsSourceWithTheNumbers() {
        scenario.topics(1)
                .commit(new CommitConfig(Duration.ofMillis(20), 10, DataSize.ofMebibytes(64)))
                .kafka(Map.of("max.poll.records", "1", "max.partition.fetch.bytes", "1", "fetch.max.bytes", "1"));
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            for (long n = 0; n < 100; n++) {
                producer.send(Scenario.follow(scenario.follows, "p" + n, "p0", n));
                // A batch of its own, so that the consumer fetches it alone.
                producer.flush();
            }
        }

        ExitReport report;
        try (Rendezvous commit = Rendezvous.at(FaultPoint.ARM_BEFORE_PUT);
                RunningWorker worker = RunningWorker.start(scenario.config(), ProgressListener.NONE, commit)) {
            commit.awaitReached(PATIENCE);
            scenario.deleteRecordsBefore(scenario.follows, 0, 60);
            commit.release();
            // The only other source ends as well, and with the last source the worker.
            scenario.deleteTopic(scenario.people);
            report = worker.awaitReport();
        }

        long next = scenario.offsets().get(scenario.follows + "-0");
        assertThat(next).isBetween(1L, 30L);
        assertThat(report.exitCode()).isEqualTo(5);
        assertThat(report.stoppedSources()).hasSize(2).anySatisfy(mismatch -> {
            assertThat(mismatch.topic()).isEqualTo(scenario.follows);
            assertThat(mismatch.partition()).isZero();
            assertThat(mismatch)
                    .hasMessageContainingAll(
                            "needs offset " + next, "oldest is 60", (60 - next) + " offsets were deleted");
        });
        assertThat(scenario.follows())
                .isEqualTo(LongStream.range(0, next).boxed().toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void produce(int records) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(produced, produced + records).forEach(n -> {
                producer.send(Scenario.person(scenario.people, "p" + n, "name"));
                producer.send(Scenario.follow(scenario.follows, "p" + n, "p0", n));
            });
        }
        produced += records;
    }
}
