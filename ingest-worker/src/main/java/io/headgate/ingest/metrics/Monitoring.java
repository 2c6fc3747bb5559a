package io.headgate.ingest.metrics;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.observe.StorageObserver;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteListener;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.health.HealthRules;
import io.headgate.ingest.health.Pulse;
import io.headgate.ingest.health.Verdict;
import io.headgate.ingest.health.Vitals;
import io.headgate.ingest.http.Answer;
import io.headgate.ingest.http.HttpEndpoint;
import io.headgate.ingest.maintain.event.Deliveries;
import io.headgate.ingest.worker.ProgressListener;
import io.headgate.recovery.error.BadConfiguration;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Watches one worker and says over HTTP what it sees: {@code /metrics}, {@code /health/live} and {@code /health/ready}. It puts
 * itself around what the worker is given, and costs nothing when it is not there.
 */
public final class Monitoring implements AutoCloseable {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final StorageObserver storage;
    private final WriteMeters writes;
    private final ProgressListener progress;
    private final Deliveries deliveries;
    private final KafkaEnds ends;
    private final LagSampler sampler;
    private final HttpEndpoint endpoint;

    private Monitoring(
            WorkerConfig config,
            int port,
            BufferAllocator root,
            BufferAllocator engine,
            Clock clock,
            LongSupplier nanos) {
        Pulse pulse = new Pulse(nanos);
        HealthRules rules = new HealthRules(config.monitoring().health(), config.shutdownTimeout());
        this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.endpoint = HttpEndpoint.start(
                config.monitoring().http().bind(),
                port,
                Map.of(
                        "/metrics", () -> Answer.ok(PROMETHEUS_TEXT, registry.scrape()),
                        "/health/live", () -> health("live", pulse, rules::live),
                        "/health/ready", () -> health("ready", pulse, rules::ready)));
        UnseenRecords unseen = new UnseenRecords(nanos);
        this.storage = new StorageMeters(registry, pulse);
        this.writes = new WriteMeters(registry);
        this.progress = pulse.and(new WorkerMeters(registry, pulse, rules, unseen, nanos))
                .and(new IndexedMeters(registry));
        this.deliveries = new EventMeters(registry);
        MemoryMeters.register(registry, root, engine, config.memory().offHeap());
        ProcessMeters.bind(registry, collections);
        this.ends = new KafkaEnds(config.kafka());
        this.sampler = new LagSampler(pulse, unseen, ends::of, clock, new PartitionMeters(registry, clock)::show);
        sampler.every(config.monitoring().lagEvery());
    }

    /**
     * Listens from now on, before there is anything to see: a worker that starts is live and not ready.
     *
     * @param root the worker's memory outside the heap
     * @param engine the part of it that the engine uses
     * @param clock for the age of records
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     * @return nothing when the configuration names no port
     * @throws BadConfiguration when it cannot listen where the configuration says
     */
    public static Optional<Monitoring> start(
            WorkerConfig config, BufferAllocator root, BufferAllocator engine, Clock clock, LongSupplier nanos) {
        return config.monitoring().http().port().map(port -> new Monitoring(config, port, root, engine, clock, nanos));
    }

    private static Answer health(String question, Pulse pulse, Function<Vitals, Verdict> rule) {
        Vitals vitals = pulse.vitals();
        return HealthAnswer.of(question, rule.apply(vitals), vitals);
    }

    /** What the worker is to be given in place of its environment. */
    public GraphEnvironment around(GraphEnvironment environment) {
        return environment.observedBy(storage);
    }

    /** What the worker is to be given in place of its writer. */
    public GraphWriter around(GraphWriter writer) {
        return new MeteredWriter(writer, registry);
    }

    /** What the writer is to tell. */
    public WriteListener writes() {
        return writes;
    }

    /** What the worker is to tell. */
    public ProgressListener progress() {
        return progress;
    }

    /** What is to be told of events that are sent. */
    public Deliveries deliveries() {
        return deliveries;
    }

    @Override
    public void close() {
        endpoint.close();
        sampler.close();
        ends.close();
        collections.close();
        registry.close();
    }
}
