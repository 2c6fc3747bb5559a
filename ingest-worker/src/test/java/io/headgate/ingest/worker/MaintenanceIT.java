package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.ingest.config.CleanupConfig;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.ConfigWriter;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.MaintenanceConfig;
import io.headgate.ingest.config.PlannerConfig;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.maintain.event.EventCodec;
import io.headgate.ingest.maintain.event.MaintenanceRequest;
import io.headgate.ingest.maintain.event.MaintenanceTopics;
import io.headgate.ingest.maintain.event.RequestReason;
import io.headgate.ingest.maintain.work.MaintenanceRoles;
import io.headgate.ingest.maintain.work.WorkOutcome;
import io.headgate.recovery.error.BadConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance beside ingest: real workers, a real broker, real tables. */
@ExtendWith(SharedBroker.class)
class MaintenanceIT {
    /** What is left of more than a hundred batches: fewer than the fan-in of each size, in each segment of an index. */
    private static final int MOST_FRAGMENTS = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MaintenanceLimits LIMITS =
            MaintenanceLimits.DEFAULT.withRowsPerFragment(10_000).withFanIn(4);

    /** A planner that has to be told: it looks for itself at start, and then in an hour. */
    private static final MaintenanceConfig TOLD = MaintenanceConfig.DEFAULT
            .withEvents(true)
            .withLimits(LIMITS)
            .withPlanner(new PlannerConfig(Duration.ofHours(1), Duration.ofSeconds(30), 1_000, Duration.ofMillis(500)));

    /** A planner that nobody tells anything. */
    private static final MaintenanceConfig UNTOLD = TOLD.withEvents(false)
            .withPlanner(
                    new PlannerConfig(Duration.ofMillis(500), Duration.ofSeconds(5), 1_000_000, Duration.ofHours(1)));

    private final Scenario scenario;
    private final Path directory;

    MaintenanceIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
        this.directory = directory;
    }

    @Test
    void tablesStayFastWhileAWorkerWritesAndTheirContentsStayExact() throws Exception {
        WorkerConfig config = config(TOLD);
        try (WatchedWorker worker = WatchedWorker.start(config);
                RunningMaintenance maintenance = RunningMaintenance.start(config, MaintenanceRoles.BOTH)) {
            RandomTraffic traffic = new RandomTraffic(scenario, new Random(1));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() ->
                            worker.samples().getOrDefault("headgate_commits_total{outcome=\"written\"}", 0.0) >= 60);
            assertThat(maintenance.is("live")).isTrue();
            traffic.stop();
            awaitCaughtUp(worker);
            awaitMaintained();

            assertThat(maintenance.count(WorkOutcome.DONE)).isPositive();
            assertThat(maintenance.count(WorkOutcome.FAILED)).isZero();
            assertThat(maintenance.reasons())
                    .as("asked because of what was told")
                    .containsAnyOf(RequestReason.FRAGMENTS, RequestReason.UNINDEXED_AGE, RequestReason.UNINDEXED_ROWS);
            assertThat(worker.samples().get("headgate_events_total{outcome=\"dropped\"}"))
                    .isZero();
            assertThat(maintenance.stop().exitCode()).isZero();
        }
        List<GraphManifest> versions = ExactGraph.require(scenario);
        assertThat(versions).anyMatch(version -> version.operation().equals(GraphManifest.OPTIMIZE));
    }

    @Test
    void twoProcessesShareTheTables() {
        WorkerConfig config = config(UNTOLD);
        produce(0, 30);
        try (RunningMaintenance one = RunningMaintenance.start(config, MaintenanceRoles.BOTH);
                RunningMaintenance other = RunningMaintenance.start(config, MaintenanceRoles.BOTH);
                WatchedWorker worker = WatchedWorker.start(config)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(List.of(one.reason(), other.reason())).containsOnly("reading 4 partitions"));
            awaitCaughtUp(worker);
            for (int round = 1; round < 10; round++) {
                produce(30 * round, 30 * round + 30);
                awaitCaughtUp(worker);
            }
            awaitMaintained();

            assertThat(one.count(WorkOutcome.DONE) + other.count(WorkOutcome.DONE))
                    .isPositive();
            assertThat(one.count(WorkOutcome.FAILED) + other.count(WorkOutcome.FAILED))
                    .isZero();
            assertThat(one.reasons().isEmpty() || other.reasons().isEmpty())
                    .as("one of them plans for all")
                    .isTrue();
        }
        ExactGraph.require(scenario);
    }

    @Test
    void whatAKilledProcessLeavesIsFinishedByTheNext() throws Exception {
        WorkerConfig config = config(UNTOLD);
        Path file = Files.writeString(directory.resolve("worker.yaml"), ConfigWriter.write(config));
        writeManySmallFragments();

        try (ChildWorker dying = ChildWorker.maintain(file, Map.of("HEADGATE_FAULT", "PUBLISH_BEFORE_PUT:1"))) {
            assertThat(dying.awaitExit()).as(dying::log).isNotZero();
        }
        assertThat(scenario.history(100))
                .noneMatch(version -> version.operation().equals(GraphManifest.OPTIMIZE));
        // It does not plan, so all that it has is the requests that were not done.
        try (RunningMaintenance next = RunningMaintenance.start(config, MaintenanceRoles.MAINTAINER)) {
            awaitMaintained();
            assertThat(next.count(WorkOutcome.FAILED)).isZero();
        }

        assertThat(scenario.recoveries()).isNotEmpty();
        ExactGraph.require(scenario);
    }

    @Test
    void aPlannerWhoseTopicWasDeletedGoesOn() {
        WorkerConfig config = config(UNTOLD);
        String commits = MaintenanceTopics.of(config).commits();
        writeManySmallFragments();
        try (RunningMaintenance maintenance = RunningMaintenance.start(config, MaintenanceRoles.BOTH)) {
            awaitMaintained();
            scenario.deleteTopic(commits);
            writeManySmallFragments();

            awaitMaintained();

            assertThat(maintenance.reasons()).containsOnly(RequestReason.SURVEYED);
            assertThat(maintenance.is("live")).isTrue();
        }
        ExactGraph.require(scenario);
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        WorkerConfig config = config(UNTOLD);
        writeManySmallFragments();
        try (RunningMaintenance maintainer = RunningMaintenance.start(config, MaintenanceRoles.MAINTAINER)) {
            Awaitility.await().atMost(PATIENCE).until(() -> maintainer.is("ready"));
            ask(config, 1);
            Awaitility.await().atMost(PATIENCE).until(() -> maintainer.count(WorkOutcome.DONE) == 1);
            GraphManifest maintained = scenario.manifest();

            ask(config, 5);

            Awaitility.await().atMost(PATIENCE).until(() -> maintainer.requests() == 6);
            assertThat(maintainer.count(WorkOutcome.NOTHING) + maintainer.count(WorkOutcome.SUPERSEDED))
                    .isEqualTo(5);
            assertThat(scenario.manifest().version()).isEqualTo(maintained.version());
        }
        try (RunningMaintenance next = RunningMaintenance.start(config, MaintenanceRoles.MAINTAINER)) {
            Awaitility.await().atMost(PATIENCE).until(() -> next.is("ready"));
            ask(config, 1);
            Awaitility.await().atMost(PATIENCE).until(() -> next.requests() == 1);
            assertThat(next.count(WorkOutcome.NOTHING))
                    .as("what was done before is not taken again")
                    .isEqualTo(1);
        }
    }

    @Test
    void oldVersionsAreRemovedOnSchedule() {
        WorkerConfig config = config(UNTOLD.withCleanup(
                new CleanupConfig(Duration.ofMillis(500), Optional.of(3L), Optional.of(Duration.ZERO))));
        writeManySmallFragments();
        long written = scenario.manifest().version().number();

        try (RunningMaintenance maintenance = RunningMaintenance.start(config, MaintenanceRoles.BOTH)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> scenario.manifest().oldest().number() > written - 3);
            awaitMaintained();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> maintenance.samples().get("headgate_cleanup_versions_total") >= written - 3);
            assertThat(maintenance.samples().get("headgate_cleanup_runs_total{outcome=\"failed\"}"))
                    .isZero();
        }

        ReplayedLog log = ReplayedLog.of(scenario);
        assertThat(scenario.people()).isEqualTo(log.people);
        assertThat(scenario.follows()).isEqualTo(log.follows);
    }

    private WorkerConfig config(MaintenanceConfig maintenance) {
        scenario.topics(2)
                .kafka(Map.of("metadata.max.age.ms", "1000"))
                .commit(new CommitConfig(Duration.ofMillis(20), 500_000, DataSize.ofMebibytes(64)))
                .maintenance(maintenance);
        return scenario.config();
    }

    /** Upserts of the same people again and again, each round a version of its own. */
    private void writeManySmallFragments() {
        long before = scenario.graphDirectory().toFile().exists()
                ? scenario.manifest().totals().polled()
                : 0;
        for (int round = 0; round < 6; round++) {
            produce(before + 30 * round, before + 30 * round + 30);
            assertThat(scenario.runUntilCaughtUp().exitCode()).isZero();
        }
    }

    private void produce(long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            for (long n = from; n < to; n++) {
                producer.send(Scenario.person(scenario.people, "p" + n % 40, "name" + n));
                producer.send(Scenario.follow(scenario.follows, "p" + n % 40, "p0", n));
            }
        }
    }

    private void ask(WorkerConfig config, int times) {
        TablePin person = scenario.manifest().table(TableKind.NODE, "Person").orElseThrow();
        byte[] request = new EventCodec<>(MaintenanceRequest.class)
                .write(new MaintenanceRequest(
                        scenario.graphId(),
                        person.id(),
                        TableKind.NODE,
                        "Person",
                        RequestReason.SURVEYED,
                        scenario.manifest().version(),
                        Instant.EPOCH));
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            for (int i = 0; i < times; i++) {
                producer.send(new ProducerRecord<>(
                        MaintenanceTopics.of(config).requests(),
                        Scenario.bytes(person.id().value()),
                        request));
            }
        }
    }

    private void awaitCaughtUp(WatchedWorker worker) {
        long end = ReplayedLog.of(scenario).records;
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> worker.is("ready") && scenario.manifest().totals().polled() == end);
    }

    /** Nothing is left to do, fragments are few, and what is visible is indexed. */
    private void awaitMaintained() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptionsMatching(BadConfiguration.class::isInstance)
                .untilAsserted(() -> {
                    GraphManifest newest = scenario.manifest();
                    for (TableStatus table : scenario.survey(LIMITS)) {
                        assertThat(table.needsWork()).as("%s", table).isFalse();
                        assertThat(table.fragments()).as("%s", table).isLessThan(MOST_FRAGMENTS);
                        if (!table.indexes().isEmpty() && table.pin().rows() > 0) {
                            assertThat(table.indexes())
                                    .allMatch(index ->
                                            index.coveredRows() == table.pin().rows());
                            assertThat(table.pin().indexed()).as("%s", table).contains(newest.version());
                        }
                    }
                });
    }
}
