package io.headgate.ingest.worker;

import io.headgate.ingest.config.ConfigLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A worker in a JVM of its own, which can be killed. It says on its standard output when it has started and committed. */
final class ChildWorker implements AutoCloseable {
    private static final String STARTED = "started";
    private static final String COMMITTED = "committed";

    private final Process process;
    private final BufferedReader output;
    private final Path temporary;
    private final Path errors;
    private final List<String> said = new ArrayList<>();

    private ChildWorker(Process process, Path temporary, Path errors) {
        this.process = process;
        this.output = process.inputReader();
        this.temporary = temporary;
        this.errors = errors;
    }

    /** Entry point of the child: a configuration file, then anything to leave when caught up. */
    public static void main(String[] arguments) {
        System.out.println(STARTED);
        ExitReport report = WorkerRunner.run(
                ConfigLoader.load(Path.of(arguments[0]), System.getenv()),
                arguments.length > 1,
                System.getenv(),
                commit -> System.out.println(COMMITTED));
        System.exit(report.exitCode());
    }

    /**
     * @param directory for its log; its temporary files go below the tests' own and are deleted on close, because a killed
     *     JVM leaves a native library there
     */
    static ChildWorker start(Path config, Path directory, boolean untilCaughtUp) {
        try {
            Path temporary = Files.createTempDirectory("child");
            Path errors = Files.createTempFile(directory, "child", ".err");
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "-Dio.netty.tryReflectionSetAccessible=true",
                    "-Djava.io.tmpdir=" + temporary,
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    ChildWorker.class.getName(),
                    config.toString()));
            if (untilCaughtUp) {
                command.add("until-caught-up");
            }
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            return new ChildWorker(process, temporary, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitStart() {
        await(STARTED);
    }

    void awaitCommits(int count) {
        for (int i = 0; i < count; i++) {
            await(COMMITTED);
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

    int awaitExit() {
        output.lines().forEach(said::add);
        return waitFor();
    }

    /** What it has said so far, for the message of a test that fails. */
    String log() {
        try {
            return String.join(System.lineSeparator(), said) + Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private void await(String word) {
        try {
            String line = output.readLine();
            while (line != null && !line.equals(word)) {
                said.add(line);
                line = output.readLine();
            }
            if (line == null) {
                throw new AssertionError(
                        "the child left with " + waitFor() + " before it said '" + word + "': " + log());
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
