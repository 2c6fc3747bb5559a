package io.headgate.bench.scaling;

import io.headgate.ingest.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code headgate worker} in a process of its own, with the flags of the launcher. */
final class WorkerProcess implements AutoCloseable {

    private static final int FIRST_WITH_NEWER_FLAGS = 24;
    private static final int LINES_OF_LOG = 30;
    private static final long SECONDS_TO_LEAVE = 60;

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param directory for its log and its temporary files */
    static WorkerProcess start(Path config, Path directory) throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Path log = directory.resolve("worker.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Dio.netty.tryReflectionSetAccessible=true",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary));
        if (Runtime.version().feature() >= FIRST_WITH_NEWER_FLAGS) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("worker", "--config", config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WorkerProcess(process, log);
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the worker ended with exit code " + process.exitValue() + "; the end of its log:\n" + tail());
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** Asks it to leave, and kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly().onExit().join();
            Thread.currentThread().interrupt();
        }
    }
}
