package io.headgate.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Effects that nobody waits for any more: the request was on its way when its sender died or gave up. */
final class LateEffects {

    private final List<LateEffect> pending = new ArrayList<>();

    /**
     * One of them.
     *
     * @param due the step in which it happens
     */
    record LateEffect(long due, String actor, SeamCall call, Supplier<?> effect) {}

    void add(LateEffect effect) {
        pending.add(effect);
    }

    /** Takes those out that are due, in the order in which they were sent. */
    List<LateEffect> takeDue(long step) {
        if (pending.isEmpty()) {
            return List.of();
        }
        Predicate<LateEffect> isDue = effect -> effect.due() <= step;
        List<LateEffect> due = pending.stream().filter(isDue).toList();
        pending.removeIf(isDue);
        return due;
    }
}
