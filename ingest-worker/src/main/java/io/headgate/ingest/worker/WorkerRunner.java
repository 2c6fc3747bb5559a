package io.headgate.ingest.worker;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteLimits;
import io.headgate.engine.write.WriteListener;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.maintain.event.CommitEvents;
import io.headgate.ingest.maintain.event.Deliveries;
import io.headgate.ingest.maintain.event.EventPublisher;
import io.headgate.ingest.metrics.Monitoring;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.NotAGraph;
import io.headgate.recovery.fault.HaltingFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one worker in this process: opens the graph or makes it, works, and cleans up. */
public final class WorkerRunner {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerRunner.class);
    private static final String ACTOR = "worker";

    private WorkerRunner() {}

    /**
     * Works until everything is caught up, or it cannot go on.
     *
     * @param environment of the process; a crash test asks for its fault in it
     * @return how it ended; failures are in it, not thrown
     */
    public static ExitReport run(WorkerConfig config, boolean untilCaughtUp, Map<String, String> environment) {
        return run(config, untilCaughtUp, environment, ProgressListener.NONE);
    }

    /** The same, with somebody to tell of every commit. */
    public static ExitReport run(
            WorkerConfig config, boolean untilCaughtUp, Map<String, String> environment, ProgressListener listener) {
        return run(config, untilCaughtUp, environment, listener, action -> {});
    }

    /**
     * The same, for a process that can be asked to end.
     *
     * @param onStop takes the action that makes the worker leave in good order, to be run when the process is asked to end
     */
    public static ExitReport run(
            WorkerConfig config,
            boolean untilCaughtUp,
            Map<String, String> environment,
            ProgressListener listener,
            Consumer<Runnable> onStop) {
        return run(config, untilCaughtUp, environment, listener, onStop, UnaryOperator.identity());
    }

    /**
     * The same over other stores.
     *
     * @param stores puts something around the configured ones: a bench delays their calls
     */
    public static ExitReport run(
            WorkerConfig config,
            boolean untilCaughtUp,
            Map<String, String> environment,
            ProgressListener listener,
            Consumer<Runnable> onStop,
            UnaryOperator<GraphEnvironment> stores) {
        BufferAllocator root = new RootAllocator();
        BufferAllocator engine = root.newChildAllocator("engine", 0, Long.MAX_VALUE);
        Deque<AutoCloseable> resources = new ArrayDeque<>(List.of(engine, root));
        try {
            Optional<Monitoring> monitoring =
                    Monitoring.start(config, root, engine, Clock.systemUTC(), System::nanoTime);
            monitoring.ifPresent(resources::push);
            GraphEnvironment own =
                    stores.apply(graphs(config, engine).withFaults(HaltingFaults.fromEnvironment(environment)));
            GraphEnvironment graphs =
                    monitoring.map(watching -> watching.around(own)).orElse(own);
            resources.push(graphs);
            Graph graph = open(config, graphs);
            // It may have been copied to a place that keeps fewer promises than the one where it was made.
            graphs.objects().requireConditionalPuts();
            GraphWriter plain = graph.writer(ACTOR, listener(config, graph, monitoring, resources));
            GraphWriter writer =
                    monitoring.map(watching -> watching.around(plain)).orElse(plain);
            resources.push(writer);
            IngestWorker worker = new IngestWorker(
                    config,
                    untilCaughtUp,
                    graph.schema(),
                    writer,
                    root,
                    monitoring
                            .map(watching -> watching.progress().and(listener))
                            .orElse(listener),
                    WorkerTuning.DEFAULT,
                    System::nanoTime);
            onStop.accept(worker::stop);
            ExitReport report = worker.run();
            if (!worker.hasLetGo()) {
                resources.clear();
                monitoring.ifPresent(resources::push);
            }
            return report;
        } catch (HeadgateException failure) {
            LOG.error("worker not started reason={}", failure.getMessage());
            return new ExitReport(Optional.of(failure), List.of(), 0, 0);
        } finally {
            resources.forEach(WorkerRunner::release);
        }
    }

    /** Who is told of what the writer does: the meters, and whoever plans maintenance. */
    private static WriteListener listener(
            WorkerConfig config, Graph graph, Optional<Monitoring> monitoring, Deque<AutoCloseable> resources) {
        WriteListener meters = monitoring.map(Monitoring::writes).orElse(WriteListener.NONE);
        if (!config.maintenance().events()) {
            return meters;
        }
        EventPublisher events = EventPublisher.start(
                config, monitoring.map(Monitoring::deliveries).orElse(Deliveries.NONE));
        resources.push(events);
        return new CommitEvents(graph.id(), meters, events::offer);
    }

    /** Where the worker writes, and how it shares that with others. */
    static GraphEnvironment graphs(WorkerConfig config, BufferAllocator allocator) {
        return GraphEnvironment.at(config.graph(), config.s3(), config.durability(), allocator)
                .withLimits(WriteLimits.DEFAULT.withTurn(config.turn()));
    }

    /** The work is done or has failed by now; that something cannot be closed must not hide which. */
    private static void release(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("not closed in good order reason={}", e.toString());
        }
    }

    /**
     * The graph of the configuration; made from its schema file when there is none yet.
     *
     * @throws BadConfiguration when there is neither a graph nor a schema, or they contradict each other
     */
    private static Graph open(WorkerConfig config, GraphEnvironment graphs) {
        if (config.schema().isPresent()) {
            return Graph.openOrInit(graphs, read(config.schema().get()), ACTOR);
        }
        try {
            return Graph.open(graphs);
        } catch (NotAGraph none) {
            throw new BadConfiguration(
                    "schema",
                    "there is no graph in " + config.graph()
                            + " yet, and the configuration names no schema to make it from; set the key 'schema', or"
                            + " correct the key 'graph'",
                    none);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadConfiguration("schema", "the schema file " + file + " cannot be read: " + e, e);
        }
    }
}
