package io.headgate.bench.chaos;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.ConfigWriter;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.MemoryConfig;
import io.headgate.ingest.config.RecordFormat;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.StartPosition;
import io.headgate.ingest.config.TargetType;
import io.headgate.ingest.config.WorkerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries a log into a graph while things go wrong, then looks whether the graph is exactly the log. Runs once, on one thread;
 * {@link #close()} is for any thread, ends everything that was started, and may be called again.
 */
final class ChaosRun implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final ChaosOptions options;
    private final RunDirectory directory;
    private final Consumer<String> progress;
    private final long started = System.nanoTime();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private boolean closed;

    /** @param progress takes what happens, line by line */
    ChaosRun(ChaosOptions options, Consumer<String> progress) {
        this.options = options;
        this.directory = new RunDirectory(options.directory().toAbsolutePath());
        this.progress = line -> progress.accept(String.format("%6.1f s  %s", seconds(), line));
    }

    ChaosReport run() throws InterruptedException {
        progress.accept("starting " + options.brokers() + " brokers and " + options.workers() + " workers");
        Cluster cluster = own(Cluster.start(directory, options.brokers(), options.workers() + 1));
        own(() -> RunDirectory.remove(directory.shared()));
        GraphPlace place = options.s3() ? GraphPlace.on(own(s3())) : GraphPlace.in(directory.graph());
        SharedLibrary library = SharedLibrary.in(directory.shared());
        cluster.createTopics(List.of(Row.PEOPLE, Row.FOLLOWS), Row.PARTITIONS);
        List<WorkerSlot> workers = new ArrayList<>();
        for (int number = 1; number <= options.workers(); number++) {
            workers.add(own(new WorkerSlot(number, directory, library, configuration(cluster, place, number))));
        }
        workers.forEach(WorkerSlot::start);
        ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor();
        own(keeper::shutdownNow);
        keeper.scheduleWithFixedDelay(
                () -> workers.forEach(WorkerSlot::revive), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        Traffic traffic = own(Traffic.start(cluster, options.seed()));
        LogReader log = own(new LogReader(cluster));
        GraphReader graph = own(new GraphReader(place));
        awaitFirstRecords(graph);

        FaultInjector injector = own(new FaultInjector(workers, cluster, graph::newestVersion, progress));
        injector.carryOut(
                FaultPlan.of(options.seed(), options.faults(), options.workers(), options.brokers()), options.faults());
        progress.accept("no more faults");
        long calm = System.nanoTime();
        traffic.stop();
        progress.accept("no more records");
        long lag = drain(log, graph);
        double drained = secondsSince(calm);
        progress.accept("lag " + lag);
        keeper.shutdown();
        keeper.awaitTermination(1, TimeUnit.MINUTES);
        for (WorkerSlot worker : workers) {
            worker.stop();
        }
        progress.accept("comparing");
        return report(workers, injector, lag, drained, Audit.of(place, log, graph));
    }

    /** Ends all processes and threads of the run. The directory stays. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                progress.accept("not closed in good order: " + e);
            }
        }
    }

    private static S3Server s3() {
        try {
            return S3Server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the S3 server did not start", e);
        }
    }

    private void awaitFirstRecords(GraphReader graph) throws InterruptedException {
        long deadline = System.nanoTime() + options.patience().toNanos();
        while (graph.offsets().isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "nothing was committed within " + options.patience() + "; see " + directory.log("worker-1"));
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** Waits until the graph has everything; what it does not have when it took too long. */
    private long drain(LogReader log, GraphReader graph) throws InterruptedException {
        long deadline = System.nanoTime() + options.patience().toNanos();
        long lag = lag(log.ends(), graph.offsets());
        while (lag > 0 && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK.toMillis());
            lag = lag(log.ends(), graph.offsets());
        }
        return lag;
    }

    private static long lag(Map<String, Long> ends, Map<String, Long> offsets) {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - offsets.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    private ChaosReport report(
            List<WorkerSlot> workers, FaultInjector injector, long lag, double drained, Audit audit) {
        List<String> surprises =
                workers.stream().flatMap(worker -> worker.surprises().stream()).toList();
        return new ChaosReport(
                options.seed(),
                options.s3(),
                options.workers(),
                options.brokers(),
                seconds(),
                audit.records(),
                audit.versions(),
                injector.count(FaultKind.KILL_WORKER),
                injector.count(FaultKind.PAUSE_WORKER),
                injector.count(FaultKind.STOP_WORKER) + injector.count(FaultKind.ROLL_WORKERS) * options.workers(),
                injector.count(FaultKind.ISOLATE_WORKER),
                injector.count(FaultKind.STOP_BROKER),
                injector.count(FaultKind.KILL_BROKER),
                injector.count(FaultKind.KILL_TWO_BROKERS),
                injector.count(FaultKind.CUT_BROKER),
                injector.count(FaultKind.STALL_BROKER),
                injector.count(FaultKind.MUTE_BROKER),
                injector.count(FaultKind.STRAND_BROKER),
                WorkerLogs.rebalances(workers.stream().map(WorkerSlot::log).toList()),
                audit.recoveries(),
                surprises,
                lag,
                drained,
                audit.longestGap().toMillis(),
                audit.tally().lost(),
                audit.tally().repeated(),
                audit.tally().unexpected(),
                audit.accounts(),
                audit.verified(),
                audit.problems(),
                lag == 0 && audit.isExact());
    }

    private Path configuration(Cluster cluster, GraphPlace place, int number) {
        Map<String, String> kafka = new HashMap<>(options.protocol().memberSettings());
        kafka.put("bootstrap.servers", cluster.bootstrapServers(number));
        kafka.put("group.id", "chaos");
        kafka.put("request.timeout.ms", "8000");
        kafka.put("reconnect.backoff.max.ms", "500");
        kafka.put("fetch.max.wait.ms", "100");
        WorkerConfig config = new WorkerConfig(
                place.location(),
                place.settings(),
                Optional.of(directory.schema()),
                place.durability(),
                kafka,
                List.of(
                        source(Row.PEOPLE, TableKind.NODE, "Person", WriteMode.UPSERT),
                        source(Row.FOLLOWS, TableKind.EDGE, "Follows", WriteMode.APPEND)),
                new CommitConfig(Duration.ofMillis(250), 100_000, DataSize.ofMebibytes(16)),
                new MemoryConfig(DataSize.ofMebibytes(96), DataSize.ofMebibytes(1)),
                TurnLimits.DEFAULT,
                Duration.ofMinutes(2),
                Duration.ofSeconds(20));
        try {
            Files.writeString(directory.schema(), Row.SCHEMA);
            return Files.writeString(
                    directory.root().resolve("worker-" + number + ".yaml"), ConfigWriter.write(config));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + directory.root(), e);
        }
    }

    private static SourceConfig source(String topic, TableKind kind, String type, WriteMode mode) {
        return new SourceConfig(
                topic, new TargetType(kind, type), RecordFormat.JSON, mode, new StartPosition.Earliest());
    }

    private synchronized <T extends AutoCloseable> T own(T resource) {
        resources.push(resource);
        if (closed) {
            close();
            throw new IllegalStateException("the run was ended");
        }
        return resource;
    }

    private double seconds() {
        return secondsSince(started);
    }

    private static double secondsSince(long nanos) {
        return Math.round((System.nanoTime() - nanos) / 1e8) / 10.0;
    }
}
