package io.headgate.engine.simulation;

import io.headgate.recovery.error.StorageUnavailable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Carries out the calls of one actor the way the scheduler says. */
final class Seams {

    private final Actor actor;
    private final Scheduler scheduler;

    Seams(Actor actor, Scheduler scheduler) {
        this.actor = actor;
        this.scheduler = scheduler;
    }

    <R> R call(SeamCall.Kind kind, String method, String target, Supplier<R> effect) {
        return call(new SeamCall(kind, method, target), effect, UnaryOperator.identity());
    }

    void run(SeamCall.Kind kind, String method, String target, Runnable effect) {
        call(kind, method, target, () -> {
            effect.run();
            return "done";
        });
    }

    /** @param garble what the answer looks like when it is not what is stored */
    <R> R call(SeamCall call, Supplier<R> effect, UnaryOperator<R> garble) {
        Fate fate = scheduler.enter(actor, call);
        Trace.Line line = scheduler.trace(actor.name(), call);
        if (fate == Fate.PROCEED) {
            return carryOut(effect, line);
        }
        line.outcome(fate);
        actor.suffered(fate);
        if (fate.hasEffectLater()) {
            scheduler.later(actor, call, effect);
        }
        if (fate.hasEffectNow()) {
            R answer = scheduler.act(actor, effect);
            if (fate == Fate.GARBLE) {
                return garble.apply(answer);
            }
        }
        if (fate.isCrash()) {
            throw new Crash();
        }
        throw new StorageUnavailable(call.toString(), "no answer to: " + call);
    }

    private <R> R carryOut(Supplier<R> effect, Trace.Line line) {
        try {
            R answer = scheduler.act(actor, effect);
            line.outcome(answer);
            return answer;
        } catch (RuntimeException e) {
            line.outcome(e);
            throw e;
        }
    }
}
