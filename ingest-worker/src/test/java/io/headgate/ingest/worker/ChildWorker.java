package io.headgate.ingest.worker;

import io.headgate.ingest.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The worker verb in a JVM of its own, which can be killed. What it logs tells how far it has come. */
final class ChildWorker implements AutoCloseable {
    private static final String COMMITTED = " commit version=";

    private final Process process;
    private final BufferedReader output;
    private final Path temporary;
    private final List<String> said = new ArrayList<>();

    private ChildWorker(Process process, Path temporary) {
        this.process = process;
        this.output = process.inputReader();
        this.temporary = temporary;
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

    void awaitCommits(int count) {
        for (int i = 0; i < count; i++) {
            awaitLine(COMMITTED);
        }
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
        output.lines().forEach(said::add);
        return waitFor();
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

    private void awaitLine(String part) {
        try {
            String line = output.readLine();
            while (line != null && !line.contains(part)) {
                said.add(line);
                line = output.readLine();
            }
            if (line == null) {
                throw new AssertionError(
                        "the child left with " + waitFor() + " before it said '" + part + "': " + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int waitFor() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("the child did not leave: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
