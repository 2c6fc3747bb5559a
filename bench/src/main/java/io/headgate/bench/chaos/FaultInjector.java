package io.headgate.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Carries a plan out, in its order and not faster than it says. What is hit has to be at work: a fault waits for a while until there
 * was a new graph version since the one before it, and until the worker that it is meant for has started. A machine that is busy
 * with other things would else only see workers that are killed while they start. For use by one thread.
 */
final class FaultInjector implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final List<WorkerSlot> workers;
    private final Cluster cluster;
    private final LongSupplier newestVersion;
    private final Consumer<String> progress;
    private final List<ExecutorService> places = new ArrayList<>();
    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
    private final long started = System.nanoTime();

    /** @param newestVersion asks the graph */
    FaultInjector(List<WorkerSlot> workers, Cluster cluster, LongSupplier newestVersion, Consumer<String> progress) {
        this.newestVersion = newestVersion;
        this.workers = workers;
        this.cluster = cluster;
        this.progress = progress;
        for (int place = 0; place <= workers.size(); place++) {
            String name = place == workers.size() ? "faults-brokers" : "faults-worker-" + (place + 1);
            places.add(Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    /** Returns when the time is over and every fault that came is gone. */
    void carryOut(List<PlannedFault> plan, Duration duration) throws InterruptedException {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        Duration late = Duration.ZERO;
        long version = newestVersion.getAsLong();
        for (PlannedFault fault : plan) {
            sleepUntil(fault.at().plus(late));
            awaitWork(fault, version);
            if (!isAllowed(fault)) {
                continue;
            }
            Duration now = elapsed();
            if (now.plus(fault.lasts()).compareTo(duration) > 0) {
                break;
            }
            late = now.minus(fault.at());
            version = newestVersion.getAsLong();
            counts.merge(fault.kind(), 1, Integer::sum);
            progress.accept("version " + version + "  " + fault.kind() + " " + (fault.target() + 1) + " for "
                    + fault.lasts().toMillis() + " ms");
            running.add(begin(fault));
        }
        sleepUntil(duration);
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    }

    private void awaitWork(PlannedFault fault, long version) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!isAtWork(fault, version) && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    private boolean isAtWork(PlannedFault fault, long version) {
        boolean worker = switch (fault.kind().target()) {
            case WORKER -> workers.get(fault.target()).isAtWork();
            case ALL_WORKERS -> workers.stream().allMatch(WorkerSlot::isAtWork);
            case BROKERS -> true;
        };
        return worker && newestVersion.getAsLong() > version;
    }

    /** Records that all brokers have are not lost with two of them; those of a broker that is behind could be. */
    private boolean isAllowed(PlannedFault fault) {
        return fault.kind() != FaultKind.KILL_TWO_BROKERS || cluster.isInSync();
    }

    int count(FaultKind kind) {
        return counts.getOrDefault(kind, 0);
    }

    private CompletableFuture<Void> begin(PlannedFault fault) {
        int target = fault.target();
        return switch (fault.kind()) {
            case KILL_WORKER ->
                atWorker(fault, slot -> {
                    slot.kill();
                    Thread.sleep(fault.lasts().toMillis());
                    slot.start();
                });
            case PAUSE_WORKER -> atWorker(fault, slot -> slot.pause(fault.lasts()));
            case STOP_WORKER ->
                atWorker(fault, slot -> {
                    slot.stop();
                    Thread.sleep(fault.lasts().toMillis());
                    slot.start();
                });
            case ROLL_WORKERS -> roll(fault);
            case ISOLATE_WORKER ->
                atWorker(fault, slot -> {
                    cluster.onClient(slot.number(), TcpProxy::stall);
                    Thread.sleep(fault.lasts().toMillis());
                    cluster.onClient(slot.number(), TcpProxy::release);
                });
            case STOP_BROKER ->
                atBrokers(fault, () -> {
                    cluster.node(target).stop();
                    Thread.sleep(fault.lasts().toMillis());
                    cluster.node(target).start();
                });
            case KILL_BROKER ->
                atBrokers(fault, () -> {
                    cluster.node(target).kill();
                    Thread.sleep(fault.lasts().toMillis());
                    cluster.node(target).start();
                });
            case KILL_TWO_BROKERS ->
                atBrokers(fault, () -> {
                    ClusterNode other = cluster.node((target + 1) % cluster.size());
                    cluster.node(target).kill();
                    other.kill();
                    Thread.sleep(fault.lasts().toMillis());
                    cluster.node(target).start();
                    other.start();
                });
            case CUT_BROKER -> atBrokers(fault, () -> cluster.onNode(target, TcpProxy::cut));
            case STALL_BROKER ->
                atBrokers(fault, () -> {
                    cluster.onNode(target, TcpProxy::stall);
                    Thread.sleep(fault.lasts().toMillis());
                    cluster.onNode(target, TcpProxy::release);
                });
            case MUTE_BROKER ->
                atBrokers(fault, () -> {
                    cluster.onNode(target, TcpProxy::mute);
                    Thread.sleep(fault.lasts().toMillis());
                    cluster.onNode(target, TcpProxy::unmute);
                });
            case STRAND_BROKER -> atBrokers(fault, () -> cluster.onNode(target, TcpProxy::strand));
        };
    }

    private CompletableFuture<Void> roll(PlannedFault fault) {
        CompletableFuture<Void> rolled = CompletableFuture.completedFuture(null);
        for (int worker = 0; worker < workers.size(); worker++) {
            WorkerSlot slot = workers.get(worker);
            rolled = rolled.thenRunAsync(
                    () -> run(() -> {
                        slot.stop();
                        slot.start();
                        Thread.sleep(fault.lasts().toMillis() / workers.size());
                    }),
                    places.get(worker));
        }
        return rolled;
    }

    private CompletableFuture<Void> atWorker(PlannedFault fault, WorkerAction action) {
        WorkerSlot slot = workers.get(fault.target());
        return CompletableFuture.runAsync(() -> run(() -> action.on(slot)), places.get(fault.target()));
    }

    private CompletableFuture<Void> atBrokers(PlannedFault fault, Action action) {
        return CompletableFuture.runAsync(() -> run(action), places.get(workers.size()));
    }

    private static void run(Action action) {
        try {
            action.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sleepUntil(Duration since) throws InterruptedException {
        long left = since.minus(elapsed()).toMillis();
        if (left > 0) {
            Thread.sleep(left);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Override
    public void close() {
        places.forEach(ExecutorService::shutdownNow);
    }

    private interface WorkerAction {
        void on(WorkerSlot slot) throws InterruptedException;
    }

    private interface Action {
        void run() throws InterruptedException;
    }
}
