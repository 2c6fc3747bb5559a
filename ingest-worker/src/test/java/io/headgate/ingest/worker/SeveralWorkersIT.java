package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.ConfigWriter;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.worker.TroubledWriter.Outcome;
import io.headgate.recovery.fault.HaltingFaults;
import io.headgate.recovery.intent.SourceClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class SeveralWorkersIT {
    private static final long RECORDS = 3_000;

    private final Scenario scenario;
    private final Path directory;

    SeveralWorkersIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
        this.directory = directory;
    }

    /** Two groups: Kafka keeps nobody apart, so both own the partition and only the graph can tell. */
    @Test
    void twoOwnersOfOnePartitionWriteEveryRecordOnce() {
        scenario.topics(1).commit(new CommitConfig(Duration.ofMillis(20), 200, DataSize.ofMebibytes(64)));
        produce(0, RECORDS);

        try (RunningWorker one = RunningWorker.untilCaughtUp(scenario.config("one"));
                RunningWorker two = RunningWorker.untilCaughtUp(scenario.config("two"))) {
            assertThat(one.awaitReport().failure()).isEmpty();
            assertThat(two.awaitReport().failure()).isEmpty();
            assertThat(one.polled() + two.polled()).isEqualTo(RECORDS);
        }

        assertExact();
    }

    @Test
    void aWorkerThatJoinsTakesPartitionsOverWithoutLossOrRepetition() {
        scenario.topics(4).commit(new CommitConfig(Duration.ofMillis(20), 500, DataSize.ofMebibytes(64)));
        produce(0, RECORDS / 2);

        try (RunningWorker first = RunningWorker.start(scenario.config())) {
            first.awaitPolled(1);
            try (RunningWorker second = RunningWorker.start(scenario.config())) {
                produce(RECORDS / 2, RECORDS - 100);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> first.polled() + second.polled() == RECORDS - 100);
                assertThat(second.stop().exitCode()).isZero();
            }
            produce(RECORDS - 100, RECORDS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> scenario.manifest().totals().polled() == RECORDS);
            assertThat(first.stop().exitCode()).isZero();
        }

        assertExact();
    }

    /** What it had not armed is read again, what it had is finished: nothing is written in vain. */
    @Test
    void whatADeadMemberHadArmedIsFinishedWhenItsPartitionsAreAssigned() throws IOException {
        scenario.topics(1).membersMissedAfter(Duration.ofSeconds(2));
        WorkerConfig shared = scenario.sources(scenario.followsSource()).config();
        Path file = Files.writeString(directory.resolve("worker.yaml"), ConfigWriter.write(shared));
        List<SourceClaim> claimed = new CopyOnWriteArrayList<>();
        long produced = 0;

        try (ChildWorker first =
                ChildWorker.start(file, false, Map.of(HaltingFaults.ENVIRONMENT_KEY, "ARM_AFTER_PUT:12"))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    // There is no group before.
                    .ignoreExceptions()
                    .until(() -> scenario.members() == 1);
            try (RunningWorker second = RunningWorker.startAround(
                    shared,
                    ProgressListener.NONE,
                    writer -> new TroubledWriter(writer, attempt -> Outcome.WRITE, claimed::addAll))) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> scenario.members() == 2);
                while (first.isAlive()) {
                    produce(produced, produced + 10);
                    produced += 10;
                }
                long all = produced;
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> scenario.manifest().totals().polled() == all);
                assertThat(second.stop().exitCode()).isZero();
                assertThat(claimed.stream()
                                .mapToLong(claim -> claim.to() - claim.from())
                                .sum())
                        .isEqualTo(second.polled())
                        .isLessThan(produced);
            }
        }

        assertThat(scenario.recoveries())
                .singleElement()
                .satisfies(record -> assertThat(record.publishedIn()).isPresent());
        assertThat(scenario.follows())
                .isEqualTo(LongStream.range(0, produced).boxed().toList());
    }

    @Test
    void aWorkerThatIsToldToStopFinishesWhatItHasReadAndLeaves() {
        scenario.topics(1).commit(new CommitConfig(Duration.ofMinutes(10), 500, DataSize.ofMebibytes(64)));
        produce(0, RECORDS + 123);
        AtomicReference<RunningWorker> running = new AtomicReference<>();

        // Told in the middle: while one batch is being reported, the next one is open already.
        try (RunningWorker worker = RunningWorker.start(scenario.config(), commit -> {
            RunningWorker self = running.get();
            if (self != null && commit.claims().get(0).to() >= 1_000) {
                self.worker().stop();
            }
        })) {
            running.set(worker);
            ExitReport report = worker.awaitReport();

            assertThat(report.exitCode()).isZero();
            assertThat(worker.worker().state()).isEqualTo(WorkerState.STOPPED);
            assertThat(worker.worker().hasLetGo()).isTrue();
        }

        long next = scenario.offsets().get(scenario.follows + "-0");
        assertThat(next).isGreaterThanOrEqualTo(1_000);
        assertThat(scenario.follows())
                .isEqualTo(LongStream.range(0, next).boxed().toList());
    }

    @Test
    void untilCaughtUpWaitsForWhatOtherMembersRead() {
        scenario.topics(2);
        try (RunningWorker member = RunningWorker.start(scenario.config())) {
            produce(0, 100);
            member.awaitPolled(100);

            RunningWorker visitor = RunningWorker.untilCaughtUp(scenario.config());
            try (visitor) {
                assertThat(visitor.awaitReport().exitCode()).isZero();
            }
        }
        assertThat(scenario.follows()).hasSize(100);
    }

    private void assertExact() {
        List<Long> all = LongStream.range(0, RECORDS).boxed().toList();
        assertThat(scenario.follows()).isEqualTo(all);
        assertThat(scenario.manifest().totals().polled()).isEqualTo(RECORDS);
        assertThat(scenario.manifest().totals().balances()).isTrue();
    }

    private void produce(long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(from, to).forEach(n -> producer.send(Scenario.follow(scenario.follows, "p" + n, "p0", n)));
        }
    }
}
