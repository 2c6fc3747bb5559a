package io.headgate.bench.scaling;

import com.sun.management.OperatingSystemMXBean;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.SeamCall;
import io.headgate.engine.fault.SeamDelays;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Sees at the seams, whoever is at work behind them, when each intent was armed and when each graph version was there, and counts
 * the storage calls. Lets another plan delay the calls. Thread-safe.
 */
final class CommitWatch implements FaultPlan {

    private static final String VERSIONS = GraphKeys.versionPrefix(GraphManifest.MAIN_BRANCH);

    private final FaultPlan delays;
    private final LongSupplier nanos;
    private final Map<String, Long> armed = new ConcurrentHashMap<>();
    private final Map<String, Long> published = new ConcurrentHashMap<>();
    private final Map<SeamOperation, LongAdder> calls = new ConcurrentHashMap<>();

    CommitWatch(FaultPlan delays, LongSupplier nanos) {
        this.delays = delays;
        this.nanos = nanos;
    }

    @Override
    public SeamFault faultOf(SeamCall call) {
        if (SeamDelays.isRequest(call)) {
            calls.computeIfAbsent(call.operation(), operation -> new LongAdder())
                    .increment();
        }
        if (call.is(SeamOperation.PUT, GraphKeys.INTENT_PREFIX)
                || call.is(SeamOperation.PUT_IF_ABSENT, GraphKeys.INTENT_PREFIX)) {
            armed.putIfAbsent(call.target(), nanos.getAsLong());
        }
        SeamFault delay = delays.faultOf(call);
        return call.is(SeamOperation.PUT_IF_ABSENT, VERSIONS) ? thenPublished(delay) : delay;
    }

    /** Whether this put won or lost, the version is there when it returns; the earliest of them all is nearest to the truth. */
    private SeamFault thenPublished(SeamFault delay) {
        return new SeamFault() {
            @Override
            public void before(SeamCall call) {
                delay.before(call);
            }

            @Override
            public void after(SeamCall call) {
                published.merge(call.target(), nanos.getAsLong(), Math::min);
                delay.after(call);
            }
        };
    }

    /** What was seen so far. */
    Sightings sightings() {
        return new Sightings(armed, published);
    }

    /** The counters as they are now. */
    Moment moment() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<SeamOperation, Long> counted = new EnumMap<>(SeamOperation.class);
        calls.forEach((operation, count) -> counted.put(operation, count.sum()));
        return new Moment(nanos.getAsLong(), system.getProcessCpuTime(), counted);
    }
}
