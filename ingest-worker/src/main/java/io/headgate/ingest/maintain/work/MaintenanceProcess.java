package io.headgate.ingest.maintain.work;

import io.headgate.engine.Graph;
import io.headgate.engine.cleanup.Cleanup;
import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.cleanup.Retention;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.config.CleanupConfig;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.maintain.event.CommitEvents;
import io.headgate.ingest.maintain.event.EventPublisher;
import io.headgate.ingest.maintain.event.MaintenanceTopics;
import io.headgate.ingest.maintain.event.SurveyEvent;
import io.headgate.ingest.maintain.plan.Planner;
import io.headgate.ingest.metrics.MaintenanceMonitoring;
import io.headgate.ingest.source.ClientFailure;
import io.headgate.ingest.source.ClientSettings;
import io.headgate.ingest.source.ReadingState;
import io.headgate.ingest.source.TopicCatalog;
import io.headgate.ingest.worker.ProgressListener;
import io.headgate.ingest.worker.WorkerState;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process that plans, maintains, or both. Runs once, on the thread that calls {@link #run}. */
final class MaintenanceProcess {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceProcess.class);
    private static final String ACTOR = "maintain";
    private static final Duration ROUND = Duration.ofMillis(500);

    private final WorkerConfig config;
    private final MaintenanceTopics topics;
    private final MaintenanceRoles roles;
    private final Graph graph;
    private final MaintenanceMonitoring monitoring;
    private final ProgressListener progress;
    private final CountDownLatch stop;
    private final Clock clock = Clock.systemUTC();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private volatile GraphManifest newest;
    private volatile Optional<Planner> planner = Optional.empty();

    /**
     * @param stop is at zero when the process is told to stop
     */
    MaintenanceProcess(
            WorkerConfig config,
            MaintenanceTopics topics,
            MaintenanceRoles roles,
            Graph graph,
            MaintenanceMonitoring monitoring,
            CountDownLatch stop) {
        this.config = config;
        this.topics = topics;
        this.roles = roles;
        this.graph = graph;
        this.monitoring = monitoring;
        this.progress = monitoring.progress();
        this.stop = stop;
        this.newest = graph.newest();
    }

    /**
     * Works until it is told to stop.
     *
     * @return whether nothing uses the graph any more; after a shutdown that ran out of time something may
     */
    boolean run() {
        progress.moved(WorkerState.RUNNING);
        boolean letGo = false;
        try {
            EventPublisher events = keep(EventPublisher.start(config, monitoring.deliveries()));
            Periodic reconciler = keep(new Periodic(
                    "survey",
                    () -> reconcile(events),
                    config.maintenance().planner().every()));
            if (roles.plans()) {
                StateDirectory state = keep(StateDirectory.make());
                planner = Optional.of(keep(Planner.start(
                        config, state.path(), monitoring.meters()::asked, reconciler::soon, System::nanoTime)));
            }
            LOG.info(
                    "maintenance started version={} plans={} maintains={}",
                    newest.version(),
                    roles.plans(),
                    roles.maintains());
            if (roles.maintains()) {
                config.maintenance()
                        .cleanup()
                        .ifPresent(cleanup -> keep(new Periodic("cleanup", () -> cleanUp(cleanup), cleanup.every())));
            }
            letGo = roles.maintains() ? maintain(events) : plan();
            return letGo;
        } finally {
            progress.moved(WorkerState.STOPPED);
            resources.forEach(this::release);
        }
    }

    private <T extends AutoCloseable> T keep(T resource) {
        resources.push(resource);
        return resource;
    }

    private void release(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("not closed in good order reason={}", e.toString());
        }
    }

    private boolean plan() {
        Map<Integer, SourcePartition> partitions = partitions(topics.commits());
        while (!isStopRequested(ROUND)) {
            progress.stepped(
                    newest,
                    () -> new ReadingState(
                            planner.map(Planner::isRunning).orElse(false),
                            false,
                            known(partitions, planner.map(Planner::partitions).orElse(Set.of())),
                            0,
                            0));
        }
        progress.moved(WorkerState.DRAINING);
        return true;
    }

    private boolean maintain(EventPublisher events) {
        Map<Integer, SourcePartition> partitions = partitions(topics.requests());
        Maintenance maintenance =
                graph.maintenance(ACTOR, new CommitEvents(graph.id(), monitoring.writes(), events::offer));
        TableWork work = new TableWork(
                graph.id(),
                maintenance,
                config.maintenance().limits(),
                config.maintenance().pace(),
                this::isStopRequested,
                MaintenanceTuning.DEFAULT,
                events::offer,
                monitoring.meters(),
                () -> stop.getCount() == 0,
                clock,
                System::nanoTime);
        try (RequestLoop loop = new RequestLoop(
                consumer(),
                topics.requests(),
                request -> {
                    progress.workBegun();
                    try {
                        return work.run(request);
                    } finally {
                        progress.workEnded();
                    }
                },
                monitoring.meters())) {
            while (stop.getCount() > 0) {
                loop.step();
                progress.stepped(
                        newest,
                        () -> new ReadingState(
                                loop.isMember(), loop.isHeld(), known(partitions, loop.assignment()), 0, 0));
            }
            progress.moved(WorkerState.DRAINING);
            boolean finished = loop.finish(config.shutdownTimeout());
            if (finished) {
                maintenance.close();
            } else {
                LOG.warn(
                        "table commit in flight not finished within shutdown.timeout={}; whoever comes next settles it",
                        config.shutdownTimeout());
            }
            return finished;
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        try {
            return new KafkaConsumer<>(
                    ClientSettings.forGroup(config.kafka(), topics.group(), MaintenanceTuning.DEFAULT.mostRequests()));
        } catch (KafkaException e) {
            throw ClientFailure.of("consumer", config.kafka(), e);
        }
    }

    private Map<Integer, SourcePartition> partitions(String topic) {
        try (TopicCatalog catalog = TopicCatalog.open(config.kafka())) {
            return Optional.ofNullable(catalog.describe(List.of(topic)).get(topic)).stream()
                    .flatMap(live -> live.all().stream())
                    .collect(Collectors.toMap(SourcePartition::partition, partition -> partition));
        }
    }

    private static Set<SourcePartition> known(
            Map<Integer, SourcePartition> partitions, Collection<TopicPartition> assigned) {
        return assigned.stream()
                .flatMap(partition -> Optional.ofNullable(partitions.get(partition.partition())).stream())
                .collect(Collectors.toSet());
    }

    /** Whether or not events came: what is found is what counts. Only one planner of a graph has the graph's partition. */
    private void reconcile(EventPublisher events) {
        List<TableStatus> tables = graph.survey(config.maintenance().limits());
        newest = graph.newest();
        monitoring.meters().surveyed(tables);
        boolean ours = planner.map(known -> !known.partitions().isEmpty()).orElse(false);
        if (ours && !tables.isEmpty()) {
            events.offer(new SurveyEvent(
                    graph.id(),
                    tables.get(0).graphVersion(),
                    SurveyEvent.Cause.RECONCILED,
                    clock.instant(),
                    tables.stream().map(SurveyEvent.Table::of).toList()));
        }
    }

    /** Any number of processes may do it at the same time; one of them finds something. */
    private void cleanUp(CleanupConfig config) {
        Retention retention = Retention.DEFAULT;
        retention = config.keepVersions()
                .map(Math::toIntExact)
                .map(retention::withVersions)
                .orElse(retention);
        retention = config.olderThan().map(retention::withAge).orElse(retention);
        try (Cleanup cleanup = graph.cleanup(ACTOR)) {
            CleanupReport report = cleanup.run(retention);
            monitoring.meters().cleanedUp(Optional.of(report));
            report.failure().ifPresent(failure -> LOG.warn("cleanup incomplete reason={}", failure.getMessage()));
        } catch (RuntimeException e) {
            monitoring.meters().cleanedUp(Optional.empty());
            throw e;
        }
    }

    private boolean isStopRequested(Duration patience) {
        try {
            return stop.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
