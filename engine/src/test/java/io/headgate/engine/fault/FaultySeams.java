package io.headgate.engine.fault;

import io.headgate.engine.GraphEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts a plan's faults around the stores of an environment, and writes down the calls. Everything goes through here, so what
 * counts as a durable effect is said in one place and a new one is found by every test that walks them. Thread-safe.
 */
public final class FaultySeams {

    private final List<SeamCall> calls = new ArrayList<>();
    private volatile FaultPlan plan;

    public FaultySeams(FaultPlan plan) {
        this.plan = plan;
    }

    /** The environment with both its stores as this one lets them be seen; closing it closes the stores. */
    public GraphEnvironment around(GraphEnvironment environment) {
        return new GraphEnvironment(
                new FaultyObjectStore(this, environment.objects()),
                new FaultyTableStore(this, environment.tables()),
                environment.allocator(),
                environment.clock(),
                environment.ids(),
                environment.faults(),
                environment.self(),
                environment.liveness(),
                environment.limits(),
                environment.concurrency());
    }

    /** From the next call on, another plan holds. */
    public void plan(FaultPlan next) {
        plan = next;
    }

    /** All calls in the order in which they began. */
    public List<SeamCall> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** Those that leave something behind, in the order in which they began. */
    public List<SeamCall> effects() {
        return calls().stream().filter(SeamCall::durable).toList();
    }

    /** Asks what goes wrong with a call that begins now, and does what comes before it. */
    SeamFault begin(SeamCall call) {
        synchronized (calls) {
            calls.add(call);
        }
        SeamFault fault = plan.faultOf(call);
        fault.before(call);
        return fault;
    }

    <T> T call(SeamCall call, Supplier<T> action) {
        return call(call, action, lost -> {});
    }

    /** @param discard gives back what the caller will never get */
    <T> T call(SeamCall call, Supplier<T> action, Consumer<T> discard) {
        SeamFault fault = begin(call);
        T result = action.get();
        try {
            fault.after(call);
        } catch (RuntimeException | Error e) {
            discard.accept(result);
            throw e;
        }
        return result;
    }
}
