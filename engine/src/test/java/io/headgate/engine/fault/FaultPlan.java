package io.headgate.engine.fault;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Says what goes wrong with each call of the stores. Asked once for each call, on the calling thread, before anything happens;
 * plans that count are thread-safe and for one use.
 */
@FunctionalInterface
public interface FaultPlan {

    /** Child processes of crash tests take from here where to halt: {@code 7:before} or {@code 7:after} the 7th effect. */
    String ENVIRONMENT_KEY = "HEADGATE_SEAM_FAULT";

    /** Nothing goes wrong. */
    FaultPlan NONE = call -> SeamFault.NONE;

    SeamFault faultOf(SeamCall call);

    /** Goes wrong with every such call. */
    static FaultPlan always(Predicate<SeamCall> calls, SeamFault fault) {
        return call -> calls.test(call) ? fault : SeamFault.NONE;
    }

    /** Goes wrong with the n-th such call only. */
    static FaultPlan nth(int n, Predicate<SeamCall> calls, SeamFault fault) {
        AtomicInteger remaining = new AtomicInteger(n);
        return call -> calls.test(call) && remaining.decrementAndGet() == 0 ? fault : SeamFault.NONE;
    }

    /** Goes wrong with the first such call only. */
    static FaultPlan once(Predicate<SeamCall> calls, SeamFault fault) {
        return nth(1, calls, fault);
    }

    /** Goes wrong with the first operation of that kind on a target with that prefix. */
    static FaultPlan once(SeamOperation operation, String prefix, SeamFault fault) {
        return once(call -> call.is(operation, prefix), fault);
    }

    /** Goes wrong with the k-th durable effect, counted from 1. */
    static FaultPlan atEffect(int k, SeamFault fault) {
        return nth(k, SeamCall::durable, fault);
    }

    /** The plan that the environment asks for: {@link #NONE} when it asks for nothing. */
    static FaultPlan fromEnvironment(Map<String, String> environment) {
        String wanted = environment.get(ENVIRONMENT_KEY);
        if (wanted == null) {
            return NONE;
        }
        String[] parts = wanted.split(":");
        if (parts.length != 2 || !parts[0].matches("\\d+") || !parts[1].matches("before|after")) {
            throw new IllegalArgumentException(
                    ENVIRONMENT_KEY + " must be like 7:before or 7:after, but is '" + wanted + "'");
        }
        SeamFault halt = parts[1].equals("before") ? SeamFault.HALT_BEFORE : SeamFault.HALT_AFTER;
        return atEffect(Integer.parseInt(parts[0]), halt);
    }
}
