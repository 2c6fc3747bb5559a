package io.headgate.bench.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A worker's place, as an orchestrator has it: its process can be made to end in several ways, and there is a new one after it.
 * Thread-safe.
 */
final class WorkerSlot implements AutoCloseable {

    /** Longer than a worker may take to finish its batch. */
    private static final Duration LEAVING = Duration.ofSeconds(60);

    /** In good order; or it was asked to before it had begun, and the signal ended it. */
    private static final Set<Integer> GOOD_EXITS = Set.of(0, 128 + 15);

    private static final String AT_WORK = " worker started ";

    private final int number;
    private final RunDirectory directory;
    private final SharedLibrary library;
    private final Path config;
    private final List<String> surprises = new ArrayList<>();
    private boolean wanted;
    private boolean closed;
    /** Length of the log when the process was started. */
    private long logged;

    private @Nullable ChildProgram process;

    /** @param number from 1 on */
    WorkerSlot(int number, RunDirectory directory, SharedLibrary library, Path config) {
        this.number = number;
        this.directory = directory;
        this.library = library;
        this.config = config;
    }

    int number() {
        return number;
    }

    Path log() {
        return directory.log("worker-" + number);
    }

    /** Does nothing once this is closed. */
    synchronized void start() {
        if (closed) {
            return;
        }
        wanted = true;
        logged = log().toFile().length();
        List<String> flags = new ArrayList<>(
                List.of("-Xmx256m", "-Dlogback.configurationFile=io/headgate/bench/chaos/worker-logback.xml"));
        flags.addAll(library.properties());
        process = ChildProgram.start(
                WorkerMain.class,
                directory.home("worker-" + number),
                log(),
                flags,
                library.classPath(),
                List.of("worker", "--config", config.toString()));
    }

    /** Whether its process has opened the graph. */
    synchronized boolean isAtWork() {
        if (process == null || !process.isAlive()) {
            return false;
        }
        try (InputStream in = Files.newInputStream(log())) {
            in.skipNBytes(logged);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(AT_WORK);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log(), e);
        }
    }

    /** Signal 9. It stays down until it is started. */
    synchronized void kill() {
        if (wanted && process != null && !process.isAlive()) {
            surprise("left with " + process.exitCode() + " unasked");
        }
        wanted = false;
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** Asks it to leave. It stays down until it is started. */
    synchronized void stop() throws InterruptedException {
        wanted = false;
        if (process == null) {
            return;
        }
        if (!process.isAlive()) {
            surprise("had left with " + process.exitCode() + " before it was asked to");
        } else if (!process.terminate(LEAVING)) {
            surprise("did not leave within " + LEAVING.toSeconds() + " s");
        } else if (!GOOD_EXITS.contains(process.exitCode())) {
            surprise("left with " + process.exitCode() + " when it was asked to");
        }
        kill();
    }

    /** Stops its clock, and returns when it goes on. A process of its own does that, so that it goes on also without this one. */
    void pause(Duration duration) throws InterruptedException {
        long pid;
        synchronized (this) {
            if (process == null) {
                return;
            }
            pid = process.pid();
        }
        String script = String.format(
                Locale.ROOT, "kill -STOP %d; sleep %.3f; kill -CONT %d", pid, duration.toMillis() / 1000.0, pid);
        Process clock;
        try {
            clock = new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pause a worker", e);
        }
        try {
            clock.waitFor();
        } catch (InterruptedException e) {
            // Whoever interrupts this is about to kill the worker.
            clock.descendants().forEach(ProcessHandle::destroyForcibly);
            clock.destroyForcibly();
            throw e;
        }
    }

    /** Starts it again when it has ended although nobody wanted that. */
    synchronized void revive() {
        if (wanted && process != null && !process.isAlive()) {
            surprise("left with " + process.exitCode() + " unasked");
            process.close();
            start();
        }
    }

    /** How it ended other than it should, in the order of time. */
    synchronized List<String> surprises() {
        return List.copyOf(surprises);
    }

    @Override
    public synchronized void close() {
        closed = true;
        kill();
    }

    private void surprise(String what) {
        surprises.add("worker " + number + " " + what);
    }
}
