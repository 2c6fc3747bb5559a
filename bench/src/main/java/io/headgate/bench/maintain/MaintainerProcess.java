package io.headgate.bench.maintain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.bench.launch.JvmCommand;
import io.headgate.bench.launch.Logs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process of a {@link MaintainerMain}. */
final class MaintainerProcess implements Maintainer {

    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Process process;
    private final BufferedReader answers;
    private final Path log;
    private final JsonMapper json = new JsonMapper();

    private MaintainerProcess(Process process, Path log) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /** @param directory for its log and its temporary files */
    static MaintainerProcess start(Path graph, MaintainPlan plan, Priority priority, Path directory) {
        try {
            Path temporary = Files.createDirectories(directory.resolve("tmp"));
            Path log = directory.resolve("maintenance.log");
            List<String> arguments = new ArrayList<>(List.of(graph.toString()));
            arguments.addAll(plan.arguments());
            List<String> command =
                    priority.command(new JvmCommand(MaintainerMain.class, temporary, FLAGS).with(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().putAll(priority.environment());
            return new MaintainerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start maintenance in " + directory, e);
        }
    }

    @Override
    public void begin() {
        say(MaintainerMain.BEGIN);
    }

    @Override
    public Progress rest() {
        return ask(MaintainerMain.REST);
    }

    @Override
    public Progress finish() {
        return ask(MaintainerMain.FINISH);
    }

    /** How far it is; it works on. */
    Progress look() {
        return ask(MaintainerMain.LOOK);
    }

    /** Takes the processor away from it, wherever it is; it need not have come to an end of anything. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on where it was. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw gone();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal maintenance", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling maintenance", e);
        }
    }

    private Progress ask(String word) {
        say(word);
        try {
            String line = answers.readLine();
            if (line == null) {
                throw gone();
            }
            return json.readValue(line, Progress.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hear from maintenance; see " + log, e);
        }
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

    private IllegalStateException gone() {
        return new IllegalStateException("maintenance has ended; the end of its log:\n" + Logs.tail(log));
    }

    /** Kills it, if it is still there. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
