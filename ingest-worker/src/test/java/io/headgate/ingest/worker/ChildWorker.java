package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The worker verb in a JVM of its own, which can be killed. What it logs tells how far it has come. */
final class ChildWorker implements AutoCloseable {
    private static final String COMMITTED = " commit version=";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path temporary;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final Thread listener;

    private ChildWorker(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
        // All the time: a process that nobody listens to stands still when its pipe is full.
        this.listener = new Thread(() -> listen(process.inputReader()), "child-" + process.pid());
        listener.setDaemon(true);
        listener.start();
    }

    /** Its temporary files go below the tests' own and are deleted on close: a killed JVM leaves a native library there. */
    static ChildWorker start(Path config, boolean untilCaughtUp) {
        return start(config, untilCaughtUp, Map.of());
    }

    /** One with more variables in its environment: a fault that it is to meet. */
    static ChildWorker start(Path config, boolean untilCaughtUp, Map<String, String> environment) {
        List<String> verb = new ArrayList<>(List.of("worker", "--config", config.toString()));
        if (untilCaughtUp) {
            verb.add("--until-caught-up");
        }
        return start(verb, environment);
    }

    /** Not a worker but a process that plans and maintains. */
    static ChildWorker maintain(Path config, Map<String, String> environment) {
        return start(List.of("maintain", "--config", config.toString()), environment);
    }

    /** Another verb. */
    static ChildWorker start(List<String> verb, Map<String, String> environment) {
        try {
            Path temporary = Files.createTempDirectory("child");
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "-Dio.netty.tryReflectionSetAccessible=true",
                    "-Djava.io.tmpdir=" + temporary,
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    // Not the tests' configuration of logging, which hides the commits.
                    "-Dlogback.configurationFile=logback.xml",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    Main.class.getName()));
            command.addAll(verb);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new ChildWorker(process, temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on. */
    void awaitCommits(int count) {
        int enough = commits.get() + count;
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .failFast(() -> assertThat(isAlive()).as(this::log).isTrue())
                .until(() -> commits.get() >= enough);
    }

    /** No signal that it could handle, no shutdown hooks: signal 9. */
    void kill() {
        process.destroyForcibly();
        waitFor();
    }

    /** Asks it to leave, as an orchestrator does. */
    void terminate() {
        // Not process.destroy(), which would also close the streams that its last words come through.
        process.toHandle().destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit() {
        int exit = waitFor();
        try {
            // Its last words may still be in the pipe.
            listener.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return exit;
    }

    /** What it has said so far, for the message of a test that fails. */
    String log() {
        return String.join(System.lineSeparator(), said);
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(BufferedReader output) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.contains(COMMITTED)) {
                    commits.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // It was killed, and its streams were closed with it.
            said.add(e.toString());
        }
    }

    private int waitFor() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the child did not leave: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
