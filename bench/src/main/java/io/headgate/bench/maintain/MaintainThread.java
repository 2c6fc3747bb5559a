package io.headgate.bench.maintain;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.cleanup.Cleanup;
import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.cleanup.Retention;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.TableReport;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.object.Durability;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.id.TableId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maintains a graph on a thread of its own, with stores of its own. */
final class MaintainThread implements Maintainer {

    private static final Logger LOG = LoggerFactory.getLogger(MaintainThread.class);
    private static final String ACTOR = "bench-maintenance";

    private enum Wish {
        REST,
        WORK,
        /** Work until there is nothing left. */
        FINISH,
        LEAVE
    }

    private final Path graph;
    private final MaintainPlan plan;
    private final DoubleSupplier cpuSeconds;
    private final Thread thread;

    /** Guarded by this. */
    private Wish wish = Wish.REST;

    /** Guarded by this. */
    private boolean working;

    /** Guarded by this. */
    private Progress progress = Progress.NONE;

    /** Guarded by this. */
    private @Nullable Throwable failure;

    /** Touched by the thread only. */
    private long idleAt;

    /** Touched by the thread only. */
    private long cleanedAt;

    /** @param cpuSeconds processor time that counts as its own */
    MaintainThread(Path graph, MaintainPlan plan, DoubleSupplier cpuSeconds) {
        this.graph = graph;
        this.plan = plan;
        this.cpuSeconds = cpuSeconds;
        this.thread = new Thread(this::run, "maintenance");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void begin() {
        wish(Wish.WORK);
    }

    /** What it has done so far; it works on. */
    synchronized Progress look() {
        return requireSound();
    }

    private Progress requireSound() {
        if (failure != null) {
            throw new IllegalStateException("maintenance failed", failure);
        }
        return progress.at(cpuSeconds.getAsDouble());
    }

    @Override
    public synchronized Progress rest() {
        wish(Wish.REST);
        return awaitRest();
    }

    @Override
    public synchronized Progress finish() {
        wish(Wish.FINISH);
        return awaitRest();
    }

    private synchronized void wish(Wish wanted) {
        wish = wanted;
        notifyAll();
    }

    private synchronized Progress awaitRest() {
        try {
            while (failure == null && (working || wish != Wish.REST)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while maintenance was at work", e);
        }
        return requireSound();
    }

    private void run() {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.local(graph, Durability.PROCESS_CRASH, allocator);
                Maintenance maintenance = Graph.open(environment).maintenance(ACTOR)) {
            while (mayWork()) {
                boolean found = pass(maintenance);
                cleanUp(Graph.open(environment));
                passed(found);
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                failure = e;
                working = false;
                notifyAll();
            }
        }
    }

    /** Waits until it may; false when it is to leave. */
    private synchronized boolean mayWork() {
        try {
            while (wish == Wish.REST) {
                working = false;
                notifyAll();
                wait();
            }
        } catch (InterruptedException e) {
            return false;
        }
        working = wish != Wish.LEAVE;
        return working;
    }

    /** Whether there was something to do. */
    private boolean pass(Maintenance maintenance) {
        List<TableStatus> tables = maintenance.survey(plan.limits());
        long version = tables.get(0).graphVersion().number();
        if (!isFinishing() && version < idleAt + plan.every()) {
            return false;
        }
        List<TableId> due = tables.stream()
                .filter(TableStatus::needsWork)
                .map(table -> table.pin().id())
                .toList();
        if (due.isEmpty()) {
            idleAt = version;
        }
        due.forEach(table -> {
            long begun = System.nanoTime();
            Optional<TableReport> report = maintenance.optimize(table, plan.limits());
            Duration worked = Duration.ofNanos(System.nanoTime() - begun);
            report.ifPresent(this::note);
            report.ifPresent(done -> rest(plan.pace().restAfter(worked, done.others())));
        });
        return !due.isEmpty();
    }

    private void cleanUp(Graph opened) {
        long version = opened.newest().version().number();
        if (plan.cleanupEvery() == 0 || version < cleanedAt + plan.cleanupEvery()) {
            return;
        }
        try (Cleanup cleanup = opened.cleanup(ACTOR)) {
            CleanupReport report = cleanup.run(
                    Retention.DEFAULT.withVersions(plan.keepVersions()).withAge(Duration.ZERO));
            report.failure().ifPresent(failure -> {
                throw failure;
            });
            cleanedAt = version;
            synchronized (this) {
                progress = progress.plusCleanup();
            }
        } catch (Conflict | RecoveryRequired busy) {
            // Writers were faster, or one of them is in the middle of something: nothing was given up, and there is a
            // next time.
            LOG.info("phase=cleanup left=\"{}\"", busy.getMessage());
        }
    }

    /** Not when there is to be an end soon. */
    private synchronized void rest(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        try {
            for (long left = duration.toMillis();
                    wish == Wish.WORK && left > 0;
                    left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            wish = Wish.LEAVE;
        }
    }

    private synchronized void note(TableReport report) {
        progress = progress.plus(report);
    }

    private synchronized boolean isFinishing() {
        return wish == Wish.FINISH;
    }

    private synchronized void passed(boolean found) {
        if (found) {
            return;
        }
        if (wish == Wish.FINISH) {
            wish = Wish.REST;
        } else if (wish == Wish.WORK) {
            try {
                wait(plan.pause().toMillis());
            } catch (InterruptedException e) {
                wish = Wish.LEAVE;
            }
        }
    }

    @Override
    public void close() {
        wish(Wish.LEAVE);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
