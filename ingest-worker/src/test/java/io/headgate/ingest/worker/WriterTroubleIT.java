package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.write.OffsetChange;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.worker.TroubledWriter.Outcome;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.intent.SourceClaim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class WriterTroubleIT {
    private static final int RECORDS = 1_000;

    private final Scenario scenario;

    /** What the worker has tried to write, in that order. */
    private final List<SourceClaim> claimed = new CopyOnWriteArrayList<>();

    WriterTroubleIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
    }

    @BeforeEach
    void produce() {
        scenario.topics(1).commit(new CommitConfig(Duration.ofMinutes(1), 100, DataSize.ofMebibytes(64)));
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(0, RECORDS)
                    .forEach(n -> producer.send(Scenario.follow(scenario.follows, "p" + n, "p0", n)));
        }
    }

    @Test
    void aStorageThatComesBackCostsNothingButTime() {
        ExitReport report = run(attempt -> {
            if (attempt % 3 != 0) {
                throw new StorageUnavailable("put", "the storage is away");
            }
            return Outcome.WRITE;
        });

        assertThat(report.failure()).isEmpty();
        assertExact();
    }

    @Test
    void aStorageThatStaysAwayEndsTheWorkerWithItsExitCode() {
        ExitReport report = run(attempt -> {
            throw new StorageUnavailable("put", "the storage is away");
        });

        assertThat(report.exitCode()).isEqualTo(4);
    }

    @Test
    void aWriteWhoseAnswerIsLostIsNotRepeated() {
        ExitReport report = run(attempt -> attempt == 4 ? Outcome.WRITE_AND_LOSE_THE_ANSWER : Outcome.WRITE);

        assertThat(report.failure()).isEmpty();
        assertExact();
    }

    /** More of them than conflicts in a row are allowed: what got through is none, however its writer learns of it. */
    @Test
    void writesWhoseAnswersAreAllLostAreNoConflicts() {
        scenario.commit(new CommitConfig(Duration.ofMinutes(1), 40, DataSize.ofMebibytes(64)));

        ExitReport report = run(attempt -> attempt % 2 == 1 ? Outcome.WRITE_AND_LOSE_THE_ANSWER : Outcome.WRITE);

        assertThat(report.failure()).isEmpty();
        assertExact();
    }

    @Test
    void conflictsAreReadAgainFromWhereTheGraphIs() {
        ExitReport report = run(attempt -> {
            if (attempt % 2 == 0) {
                throw new Conflict("graph version", "somebody else was faster");
            }
            return Outcome.WRITE;
        });

        assertThat(report.failure()).isEmpty();
        assertExact();
    }

    @Test
    void endlessConflictsEndTheWorkerWithTheirExitCode() {
        ExitReport report = run(attempt -> {
            throw new Conflict("graph version", "somebody else was faster");
        });

        assertThat(report.exitCode()).isEqualTo(3);
    }

    /**
     * The graph is then exactly where the batch ends, and does not contain it. A worker that took it for written would go on as if
     * nothing had been changed.
     */
    @Test
    void aBatchWhoseRecordsAreSkippedBeforeItIsWrittenIsNotTakenForWritten() {
        ExitReport report = run(attempt -> {
            if (attempt == 2) {
                scenario.change(new OffsetChange.Skip(scenario.follows, 0, 200));
            }
            return Outcome.WRITE;
        });

        assertThat(report.failure()).isEmpty();
        assertThat(claimed)
                .filteredOn(claim -> claim.partition().topic().equals(scenario.follows) && claim.from() >= 200)
                .isNotEmpty()
                .allSatisfy(claim -> assertThat(claim.epoch()).isEqualTo(1));
        assertThat(scenario.follows())
                .isEqualTo(LongStream.concat(LongStream.range(0, 100), LongStream.range(200, RECORDS))
                        .boxed()
                        .toList());
    }

    /** The write takes longer than a member may stay away from polling; a worker that waited for it would be thrown out. */
    @Test
    void aSlowWriteDoesNotCostTheMembership() {
        scenario.kafka(Map.of("max.poll.interval.ms", "2000", "session.timeout.ms", "6000"));

        AtomicInteger members = new AtomicInteger();

        ExitReport report = run(attempt -> {
            if (attempt == 2) {
                LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
                members.set(scenario.members());
            }
            return Outcome.WRITE;
        });

        assertThat(report.failure()).isEmpty();
        assertThat(members).hasValue(1);
        assertExact();
    }

    private ExitReport run(Function<Integer, Outcome> trouble) {
        try (RunningWorker worker = RunningWorker.untilCaughtUp(
                scenario.config(), writer -> new TroubledWriter(writer, trouble, claimed::addAll))) {
            return worker.awaitReport();
        }
    }

    private void assertExact() {
        assertThat(scenario.follows())
                .isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
        assertThat(scenario.manifest().totals().polled()).isEqualTo(RECORDS);
    }
}
