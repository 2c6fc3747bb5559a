package io.headgate.ingest.maintain.work;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.write.WriteLimits;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.maintain.event.MaintenanceTopics;
import io.headgate.ingest.maintain.event.TopicMaker;
import io.headgate.ingest.metrics.MaintenanceMonitoring;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.NotAGraph;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.fault.HaltingFaults;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs maintenance in this process: waits for graph and Kafka, works until it is told to stop, and cleans up. */
public final class MaintenanceRunner {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceRunner.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private MaintenanceRunner() {}

    /**
     * Works until it is told to stop, or cannot go on.
     *
     * @param environment of the process; a crash test asks for its fault in it
     * @param onStop takes the action that makes the process leave in good order, to be run when it is asked to end
     * @return how it ended; failures are in it, not thrown
     */
    public static ExitReport run(
            WorkerConfig config, MaintenanceRoles roles, Map<String, String> environment, Consumer<Runnable> onStop) {
        return run(config, roles, environment, onStop, MaintenanceListener.NONE);
    }

    /** The same, with somebody to tell how it gets on. */
    public static ExitReport run(
            WorkerConfig config,
            MaintenanceRoles roles,
            Map<String, String> environment,
            Consumer<Runnable> onStop,
            MaintenanceListener listener) {
        BufferAllocator root = new RootAllocator();
        Deque<AutoCloseable> resources = new ArrayDeque<>(List.of(root));
        CountDownLatch stop = new CountDownLatch(1);
        onStop.accept(stop::countDown);
        try {
            MaintenanceTopics topics = MaintenanceTopics.of(config);
            MaintenanceMonitoring monitoring = MaintenanceMonitoring.start(config, root, listener, System::nanoTime);
            resources.push(monitoring);
            GraphEnvironment graphs =
                    monitoring.around(GraphEnvironment.at(config.graph(), config.s3(), config.durability(), root)
                            .withLimits(WriteLimits.DEFAULT.withTurn(config.turn()))
                            .withFaults(HaltingFaults.fromEnvironment(environment)));
            resources.push(graphs);
            Optional<Graph> graph = awaited(config, stop, () -> {
                Graph opened = Graph.open(graphs);
                TopicMaker.ensure(config, topics);
                return opened;
            });
            if (graph.isPresent()) {
                graphs.objects().requireConditionalPuts();
                MaintenanceProcess process =
                        new MaintenanceProcess(config, topics, roles, graph.get(), monitoring, stop);
                if (!process.run()) {
                    resources.clear();
                    resources.push(monitoring);
                }
            }
            LOG.info("maintenance left");
            return new ExitReport(Optional.empty(), List.of(), 0, 0);
        } catch (HeadgateException failure) {
            LOG.error("maintenance failed kind={} reason={}", failure.kind(), failure.getMessage());
            return new ExitReport(Optional.of(failure), List.of(), 0, 0);
        } catch (RuntimeException failure) {
            LOG.error("maintenance failed reason={}", failure.toString(), failure);
            return new ExitReport(Optional.of(failure), List.of(), 0, 0);
        } finally {
            resources.forEach(MaintenanceRunner::release);
        }
    }

    /** Workers make the graph, and they may be starting at this moment, as Kafka may. */
    private static <T> Optional<T> awaited(WorkerConfig config, CountDownLatch stop, Supplier<T> action) {
        RetryPolicy<Object> patience = RetryPolicy.builder()
                .handleIf(failure ->
                        stop.getCount() > 0 && (failure instanceof NotAGraph || failure instanceof SourceUnavailable))
                .withBackoff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .withMaxAttempts(-1)
                .withMaxDuration(config.startupTimeout())
                .onRetry(retry -> LOG.warn(
                        "not started yet attempt={} reason={}",
                        retry.getAttemptCount(),
                        String.valueOf(retry.getLastException())))
                .build();
        try {
            return Failsafe.with(patience)
                    .get(() -> stop.getCount() == 0 ? Optional.empty() : Optional.of(action.get()));
        } catch (NotAGraph | SourceUnavailable failure) {
            if (stop.getCount() == 0) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static void release(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("not closed in good order reason={}", e.toString());
        }
    }
}
