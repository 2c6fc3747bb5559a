package io.headgate.bench.scaling;

import io.headgate.bench.launch.JvmCommand;
import io.headgate.bench.launch.Logs;
import io.headgate.ingest.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code headgate worker} in a process of its own, with the flags of the launcher. */
final class WorkerProcess implements AutoCloseable {

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
        List<String> command =
                new JvmCommand(Main.class, temporary, List.of()).with(List.of("worker", "--config", config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WorkerProcess(process, log);
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the worker ended with exit code " + process.exitValue()
                    + "; the end of its log:\n" + Logs.tail(log));
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
