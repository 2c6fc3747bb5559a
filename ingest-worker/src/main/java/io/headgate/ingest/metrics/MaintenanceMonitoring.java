package io.headgate.ingest.metrics;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.observe.StorageObserver;
import io.headgate.engine.write.WriteListener;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.health.HealthRules;
import io.headgate.ingest.health.Pulse;
import io.headgate.ingest.health.Verdict;
import io.headgate.ingest.health.Vitals;
import io.headgate.ingest.http.Answer;
import io.headgate.ingest.http.HttpEndpoint;
import io.headgate.ingest.maintain.event.Deliveries;
import io.headgate.ingest.maintain.work.MaintenanceListener;
import io.headgate.ingest.worker.ProgressListener;
import io.headgate.recovery.error.BadConfiguration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.arrow.memory.BufferAllocator;

/** Watches one maintenance process, as {@link Monitoring} watches a worker; without a port it only counts. */
public final class MaintenanceMonitoring implements AutoCloseable {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Pulse pulse;
    private final StorageObserver storage;
    private final WriteMeters writes;
    private final Deliveries deliveries;
    private final MaintenanceMeters meters;
    private final Optional<HttpEndpoint> endpoint;

    private MaintenanceMonitoring(
            WorkerConfig config, BufferAllocator memory, MaintenanceListener listener, LongSupplier nanos) {
        this.pulse = new Pulse(nanos);
        HealthRules rules = new HealthRules(config.monitoring().health(), config.shutdownTimeout());
        this.endpoint = config.monitoring()
                .http()
                .port()
                .map(port -> HttpEndpoint.start(
                        config.monitoring().http().bind(),
                        port,
                        Map.of(
                                "/metrics", () -> Answer.ok(PROMETHEUS_TEXT, registry.scrape()),
                                "/health/live", () -> health("live", rules::live),
                                "/health/ready", () -> health("ready", rules::ready))));
        this.storage = new StorageMeters(registry, pulse);
        this.writes = new WriteMeters(registry);
        this.deliveries = new EventMeters(registry);
        this.meters = new MaintenanceMeters(registry, listener, nanos);
        gauge(
                "headgate.maintenance.live",
                "Whether the threads of the process get on",
                known -> rules.live(known.vitals()).ok() ? 1 : 0);
        gauge(
                "headgate.maintenance.ready",
                "Whether the process is a member of its group",
                known -> rules.ready(known.vitals()).ok() ? 1 : 0);
        Gauge.builder("headgate.maintenance.memory.bytes", memory::getAllocatedMemory)
                .description("Memory outside the heap")
                .register(registry);
        ProcessMeters.bind(registry, collections);
    }

    /**
     * Listens from now on, before there is anything to see.
     *
     * @param memory of the process outside the heap
     * @param listener told of the same
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     * @throws BadConfiguration when it cannot listen where the configuration says
     */
    public static MaintenanceMonitoring start(
            WorkerConfig config, BufferAllocator memory, MaintenanceListener listener, LongSupplier nanos) {
        return new MaintenanceMonitoring(config, memory, listener, nanos);
    }

    private void gauge(String name, String description, ToDoubleFunction<Pulse> value) {
        Gauge.builder(name, pulse, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private Answer health(String question, Function<Vitals, Verdict> rule) {
        Vitals vitals = pulse.vitals();
        return HealthAnswer.of(question, rule.apply(vitals), vitals);
    }

    /** What the process is to be given in place of its environment. */
    public GraphEnvironment around(GraphEnvironment environment) {
        return environment.observedBy(storage);
    }

    /** What is to be told of published versions and settled intents. */
    public WriteListener writes() {
        return writes;
    }

    /** What is to be told of events that are sent. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** What is to be told of requests and tables. */
    public MaintenanceListener meters() {
        return meters;
    }

    /** What is to be told of signs of life. */
    public ProgressListener progress() {
        return pulse;
    }

    @Override
    public void close() {
        endpoint.ifPresent(HttpEndpoint::close);
        collections.close();
        registry.close();
    }
}
