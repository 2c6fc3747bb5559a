package io.headgate.bench.scaling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.bench.launch.JvmCommand;
import io.headgate.bench.launch.Logs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The process of a {@link ScalingWorkerMain}. For use by one thread. */
final class DelayedWorker implements AutoCloseable {

    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Process process;
    private final BufferedReader answers;
    private final Path log;
    private final JsonMapper json = new JsonMapper();

    private DelayedWorker(Process process, Path log) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /** @param directory for its log and its temporary files */
    static DelayedWorker start(Path config, Path directory, Duration delay, long seed) {
        try {
            Path temporary = Files.createDirectories(directory.resolve("tmp"));
            Path log = directory.resolve("worker.log");
            List<String> command = new JvmCommand(ScalingWorkerMain.class, temporary, FLAGS)
                    .with(List.of(config.toString(), Long.toString(delay.toMillis()), Long.toString(seed)));
            return new DelayedWorker(
                    new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a worker in " + directory, e);
        }
    }

    /** How it is getting on. */
    ScalingWorkerMain.Report look() {
        say(ScalingWorkerMain.LOOK);
        return answer(ScalingWorkerMain.Report.class);
    }

    /** Lets it begin, once it is ready. */
    void begin() {
        say(ScalingWorkerMain.BEGIN);
    }

    /** Asks it to leave; {@link #farewell} waits for that. */
    void stop() {
        say(ScalingWorkerMain.STOP);
    }

    /** What it saw in its life, once it has left. */
    Sightings farewell() {
        return answer(Sightings.class);
    }

    private void say(String word) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(word)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw gone();
        }
    }

    private <T> T answer(Class<T> type) {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw gone();
            }
            return json.readValue(line, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hear from a worker; see " + log, e);
        }
    }

    private IllegalStateException gone() {
        return new IllegalStateException("a worker of the bench has ended; the end of its log:\n" + Logs.tail(log));
    }

    /** Kills it, if it is still there. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
