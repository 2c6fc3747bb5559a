package io.headgate.bench.scaling;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.bench.launch.Logs;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.concurrent.BoundedConcurrency;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamDelays;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.ingest.worker.WorkerRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The worker of {@code headgate worker}, in a process of its own, with stores that wait before every call:
 * {@code ScalingWorkerMain CONFIG MILLISECONDS SEED}. Answers {@link DelayedWorker} on its standard output, one JSON object a
 * line; its log is on standard error. It ends when its standard input does.
 */
final class ScalingWorkerMain {

    /** Asks for a {@link Report}. */
    static final String LOOK = "look";

    /** Lets it begin, once it is ready: workers that begin together share the records from the start. */
    static final String BEGIN = "begin";

    /** Asks it to leave in good order; answered by its {@link Sightings} when it has. */
    static final String STOP = "stop";

    private static final int FAILED = 1;

    private final CommitWatch watch;
    private final AtomicLong commits = new AtomicLong();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean ready;
    private final JsonMapper json = new JsonMapper();

    /**
     * How it is getting on.
     *
     * @param ready whether it only waits to be told to begin
     * @param commits of its own batches
     */
    record Report(Moment moment, boolean ready, long commits) {}

    private ScalingWorkerMain(Duration delay, long seed) {
        this.watch = new CommitWatch(new SeamDelays(delay, seed), MachineClock::nanos);
    }

    public static void main(String[] arguments) throws IOException {
        Logs.ours(Level.WARN);
        WorkerConfig config = ConfigLoader.load(Path.of(arguments[0]), Map.of());
        ScalingWorkerMain main =
                new ScalingWorkerMain(Duration.ofMillis(Long.parseLong(arguments[1])), Long.parseLong(arguments[2]));
        Thread ears = new Thread(main::listen, "ears");
        ears.setDaemon(true);
        ears.start();
        System.exit(main.work(config));
    }

    private int work(WorkerConfig config) throws IOException {
        ExitReport report = WorkerRunner.run(
                config, false, Map.of(), commit -> commits.incrementAndGet(), stop::complete, this::delayed);
        if (report.failure().isPresent()) {
            return FAILED;
        }
        say(watch.sightings());
        return 0;
    }

    /** The worker asks for its stores when all of its process but the graph is there. */
    private GraphEnvironment delayed(GraphEnvironment stores) {
        ready = true;
        try {
            begun.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new FaultySeams(watch)
                .around(stores.withConcurrency(new BoundedConcurrency(ScalingRun.PARALLEL_REQUESTS)));
    }

    private void listen() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(LOOK)) {
                    say(new Report(watch.moment(), ready, commits.get()));
                } else if (line.equals(BEGIN)) {
                    begun.countDown();
                } else if (line.equals(STOP)) {
                    stop.thenAccept(Runnable::run);
                }
            }
        } catch (IOException e) {
            // The same as its end: nobody is there any more.
        }
        Runtime.getRuntime().halt(FAILED);
    }

    private void say(Object answer) throws IOException {
        String line = json.writeValueAsString(answer);
        synchronized (json) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
