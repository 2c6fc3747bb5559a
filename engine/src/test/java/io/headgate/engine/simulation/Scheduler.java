package io.headgate.engine.simulation;

import io.headgate.engine.simulation.LateEffects.LateEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides at every call to a seam, by its seed, who goes on and what becomes of the call. Only the holder of the baton calls
 * it: an actor's thread, or the driver, which gets the baton back when nobody can go on or so many steps were made.
 */
final class Scheduler {

    private static final int LONGEST_SLEEP = 300;
    private static final int LONGEST_DELAY = 150;

    private final Random random;
    private final Order order;
    private final Baton baton;
    private final Thread driver = Thread.currentThread();
    private final List<Actor> actors = new ArrayList<>();
    private final LateEffects late = new LateEffects();
    private final Trace trace = new Trace();
    private final Counters counters = new Counters();

    private Weather weather;
    private String acting = "";
    private @Nullable Actor caller;
    private long step;
    private long pauseAt;
    private long patience = Long.MAX_VALUE;
    private long mostSteps = Long.MAX_VALUE;
    /** While it is set, whoever rests does so until it is released. */
    private boolean held;

    private @Nullable Violation violation;

    Scheduler(Random random, Baton baton, Weather weather) {
        this(random, Order.random(random), baton, weather);
    }

    Scheduler(Random random, Order order, Baton baton, Weather weather) {
        this.random = random;
        this.order = order;
        this.baton = baton;
        this.weather = weather;
    }

    long step() {
        return step;
    }

    Counters counters() {
        return counters;
    }

    Trace.Line trace(String actor, Object what) {
        return trace.add(step, actor, what);
    }

    List<String> traceLines() {
        return trace.lines();
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    // What actors call.

    /** One step: others may go on first. Returns what becomes of the call, which the actor is then to carry out. */
    Fate enter(Actor self, SeamCall call) {
        requireRunning(self);
        step++;
        counters.steps++;
        if (counters.steps > mostSteps) {
            throw violated(
                    "everything comes to its end when nothing goes wrong any more",
                    "all done within " + patience + " steps",
                    names(actors.stream().filter(actor -> !actor.isDone() && actor.wakeAt() < Long.MAX_VALUE))
                            + " are not");
        }
        landDueEffects(step);
        if (weather.fallsAsleep(call, random)) {
            counters.sleeps++;
            self.sleepUntil(step + 1 + random.nextInt(LONGEST_SLEEP));
            trace(self.name(), "falls asleep before: " + call + " until step " + self.wakeAt());
        }
        if (self.wakeAt() > step || step >= pauseAt || weather.hurries(random)) {
            letOthersGoOn(self);
            requireRunning(self);
        }
        Fate fate = weather.fate(call, random);
        counters.count(fate);
        counters.effects += call.kind() == SeamCall.Kind.EFFECT ? 1 : 0;
        if (fate.isCrash()) {
            self.crash();
        }
        return fate;
    }

    void later(Actor self, SeamCall call, Supplier<?> effect) {
        late.add(new LateEffect(step + 1 + random.nextInt(LONGEST_DELAY), self.name(), call, effect));
    }

    /** The actor does nothing for a while, or until it is released. */
    void rest(Actor self, long steps) {
        self.sleepUntil(held ? Long.MAX_VALUE : step + steps);
        letOthersGoOn(self);
        requireRunning(self);
    }

    /** The actor's last call: its thread passes the baton on. */
    void finished(Actor self) {
        self.finish();
        baton.passTo(threadOf(next()));
    }

    /** Who makes the effect that is being carried out. */
    String acting() {
        return acting;
    }

    /** Who waits for the effect that is being carried out; null when it comes late. */
    @Nullable
    Actor caller() {
        return caller;
    }

    /** Carries out an effect for an actor. */
    <R> R act(Actor actor, Supplier<R> effect) {
        acting = actor.name();
        caller = actor;
        return effect.get();
    }

    void require(String invariant, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw violated(invariant, expected, actual);
        }
    }

    /** Ends the schedule. The first violation is the one that counts. */
    Stopped violated(String invariant, Object expected, Object actual) {
        if (violation == null) {
            violation = new Violation(invariant, expected.toString(), actual.toString());
            trace("VIOLATION", violation);
        }
        return new Stopped();
    }

    // What the driver calls.

    void add(Actor actor, Thread thread) {
        actor.runOn(thread);
        actors.add(actor);
    }

    /** Lets the actors go on until all are done or asleep for good, a violation is found, or so many steps were made. */
    void run(long steps) {
        pauseAt = step + steps;
        @Nullable Actor first = next();
        if (first != null) {
            baton.passTo(first.thread());
            baton.await();
        }
        if (violation != null) {
            unwind();
        }
    }

    /** Runs an actor on the driver's own thread until it is done, which must not take more than so many steps. */
    void runAlone(Actor actor, long steps) {
        expectEndWithin(steps);
        pauseAt = Long.MAX_VALUE;
        add(actor, driver);
        actor.run();
        if (violation != null) {
            unwind();
        }
    }

    /** Lets the actors go on until all are done, which must not take more than so many steps. */
    void runToTheEnd(long steps) {
        expectEndWithin(steps);
        run(Long.MAX_VALUE - step);
    }

    private void expectEndWithin(long steps) {
        patience = steps;
        mostSteps = counters.steps + steps;
    }

    /** All processes die at once, and none starts again before {@link #release}. */
    void killAll() {
        held = true;
        for (Actor actor : actors) {
            if (!actor.isDone()) {
                counters.crashes++;
                actor.crash();
                actor.sleepUntil(0);
            }
        }
        run(Long.MAX_VALUE - step);
    }

    /** Everybody is awake again. */
    void release() {
        held = false;
        actors.forEach(actor -> actor.sleepUntil(0));
    }

    /** Requests that are still on their way arrive now. */
    void landAllEffects() {
        landDueEffects(Long.MAX_VALUE);
    }

    /** From now on nothing goes wrong. */
    void calm() {
        weather = weather.calm();
    }

    private static List<String> names(Stream<Actor> actors) {
        return actors.map(Actor::name).toList();
    }

    /** Every actor's thread leaves what it is in the middle of. */
    private void unwind() {
        for (Actor actor : actors) {
            if (!actor.isDone()) {
                baton.passTo(actor.thread());
                baton.await();
            }
        }
    }

    private void requireRunning(Actor self) {
        if (violation != null) {
            throw new Stopped();
        }
        if (self.isCrashed()) {
            throw new Crash();
        }
    }

    private void letOthersGoOn(Actor self) {
        @Nullable Actor next = next();
        if (next != self) {
            counters.switches++;
            baton.passTo(threadOf(next));
            baton.await();
        }
    }

    private Thread threadOf(@Nullable Actor actor) {
        return actor == null ? driver : actor.thread();
    }

    /** Who goes on; null for the driver. When all are asleep, time passes until the first one wakes up. */
    private @Nullable Actor next() {
        if (violation != null || step >= pauseAt) {
            return null;
        }
        List<Actor> awake = awake();
        if (awake.isEmpty()) {
            long earliest = actors.stream()
                    .filter(actor -> !actor.isDone())
                    .mapToLong(Actor::wakeAt)
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (earliest == Long.MAX_VALUE) {
                return null;
            }
            step = earliest;
            awake = awake();
        }
        return order.next(awake);
    }

    private List<Actor> awake() {
        List<Actor> awake = new ArrayList<>(actors.size());
        for (Actor actor : actors) {
            if (!actor.isDone() && actor.wakeAt() <= step) {
                awake.add(actor);
            }
        }
        return awake;
    }

    private void landDueEffects(long until) {
        for (LateEffect effect : late.takeDue(until)) {
            Trace.Line line = trace("(late)", effect.call() + " of " + effect.actor());
            try {
                acting = effect.actor();
                caller = null;
                line.outcome(effect.effect().get());
            } catch (RuntimeException e) {
                line.outcome(e);
            }
        }
    }
}
