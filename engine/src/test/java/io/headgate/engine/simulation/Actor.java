package io.headgate.engine.simulation;

import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.NewerFormat;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.StorageUnavailable;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A process that dies, starts again, and ends when it has nothing more to do. */
abstract class Actor {

    private static final int LONGEST_RESTART = 60;

    private final String role;
    private final Scheduler scheduler;
    private final Random random;

    private @Nullable Thread thread;
    private int life = 1;
    private long wakeAt;
    private long task;
    private boolean done;
    private boolean crashed;
    private boolean unanswered;
    private boolean misled;

    Actor(String role, Scheduler scheduler, Random random) {
        this.role = role;
        this.scheduler = scheduler;
        this.random = random;
    }

    /** One life; returns when there is nothing more to do. */
    abstract void live();

    /** Runs on the actor's thread, which holds the baton. */
    final void run() {
        try {
            while (!liveOnce()) {
                life++;
                crashed = false;
            }
        } catch (Stopped over) {
            // The schedule says why.
        } catch (RuntimeException | Error e) {
            scheduler.violated(
                    "an actor meets only errors that it can expect (" + name() + ")", "a typed error", text(e));
        }
        scheduler.finished(this);
    }

    private boolean liveOnce() {
        try {
            if (life > 1) {
                scheduler.rest(this, 1 + random.nextInt(LONGEST_RESTART));
            }
            live();
            return true;
        } catch (Crash crash) {
            return false;
        }
    }

    /** From here on, errors must have a reason of their own. */
    final void begin() {
        task++;
        unanswered = false;
        misled = false;
    }

    /** What it is at; another number after each {@link #begin}. */
    final long task() {
        return task;
    }

    /** A call did not do what it should. */
    final void suffered(Fate fate) {
        misled |= fate == Fate.GARBLE;
        unanswered |= fate.isFault() && fate != Fate.GARBLE;
    }

    /** Takes note of an error, which must be one that what happened since {@link #begin} explains. */
    final void accept(HeadgateException failure) {
        note(failure);
        boolean explained = failure instanceof Conflict
                || failure instanceof OutcomeUnknown
                || unanswered && failure instanceof StorageUnavailable
                || misled && (failure instanceof CorruptState || failure instanceof NewerFormat);
        if (!explained) {
            throw scheduler.violated(
                    "an actor meets only errors that it can expect (" + name() + ")",
                    "an error that follows from what went wrong",
                    text(failure));
        }
        if (failure instanceof Conflict) {
            scheduler.counters().conflicts++;
        }
    }

    final void note(Object what) {
        scheduler.trace(name(), what instanceof Throwable failure ? "* " + text(failure) : "* " + what);
    }

    private static String text(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        if (!(failure instanceof HeadgateException)) {
            for (int i = 0; i < Math.min(12, failure.getStackTrace().length); i++) {
                text.append("\n      at ").append(failure.getStackTrace()[i]);
            }
        }
        return text.toString();
    }

    final String name() {
        return role + "#" + life;
    }

    final String role() {
        return role;
    }

    final int life() {
        return life;
    }

    final Random random() {
        return random;
    }

    final Scheduler scheduler() {
        return scheduler;
    }

    final void runOn(Thread newThread) {
        thread = newThread;
    }

    final Thread thread() {
        if (thread == null) {
            throw new IllegalStateException(role + " has no thread");
        }
        return thread;
    }

    final long wakeAt() {
        return wakeAt;
    }

    final void sleepUntil(long step) {
        wakeAt = step;
    }

    final boolean isCrashed() {
        return crashed;
    }

    final void crash() {
        crashed = true;
    }

    final boolean isDone() {
        return done;
    }

    final void finish() {
        done = true;
    }
}
