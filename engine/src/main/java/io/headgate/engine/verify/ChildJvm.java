package io.headgate.engine.verify;

import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JVM of its own with the Java, the flags and the classes of this one, spoken to in lines. Its temporary files, the
 * unpacked native library among them, are in a directory that goes when it is closed. For use by one thread at a time.
 */
final class ChildJvm implements AutoCloseable {

    /** What of this JVM's flags a child takes over: what Arrow and Lance need, and memory limits. No agents, no debugger. */
    private static final List<String> FLAGS =
            List.of("--add-opens", "--enable-native-access", "--sun-misc-unsafe-memory-access", "-Xm", "-Dio.netty.");

    private static final Duration DYING = Duration.ofSeconds(20);
    private static final int LAST_LINES = 3;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s*(\\d+:|at|stack backtrace:) ?.*");

    private final Path temporary;
    private final Process process;
    private final PrintWriter input;
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    /** Whether its output has come to an end. */
    private boolean hungUp;

    private ChildJvm(Path temporary, Process process) {
        this.temporary = temporary;
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Thread reader = new Thread(this::readOutput, "headgate-child-output");
        reader.setDaemon(true);
        reader.start();
    }

    static ChildJvm start(Class<?> main, List<String> arguments) {
        try {
            Path temporary = Files.createTempDirectory("headgate-child-");
            try {
                Process process = new ProcessBuilder(command(temporary, main, arguments))
                        .redirectError(errors(temporary).toFile())
                        .start();
                return new ChildJvm(temporary, process);
            } catch (IOException e) {
                remove(temporary);
                throw e;
            }
        } catch (IOException e) {
            throw new StorageUnavailable(
                    "start a child process",
                    "A process to read the tables in cannot be started: " + e
                            + ". Check that there is memory and room for temporary files.",
                    e);
        }
    }

    void send(String line) {
        input.println(line);
    }

    /** The next line, or empty when there is none for so long or the process has ended. */
    Optional<String> receive(Duration patience) {
        try {
            Optional<String> line = output.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                return Optional.empty();
            }
            hungUp |= line.isEmpty();
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a child process was at work");
        }
    }

    /** Makes sure that it is gone after nothing more was received from it, and says how it ended. */
    String end(Duration patience) {
        String how = hungUp ? exit(exitCode()) : "gave no sign of life for " + patience.toSeconds() + " s";
        process.destroyForcibly().onExit().join();
        String last = lastErrors();
        return how + (last.isEmpty() ? "" : "; its last words: " + last);
    }

    /** That of a process that has closed its output; killing it too early would give it another one. */
    private int exitCode() {
        try {
            if (process.waitFor(DYING.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly().onExit().join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        remove(temporary);
    }

    private static String exit(int code) {
        String signal = code > 128 ? " (signal " + (code - 128) + ")" : "";
        return "ended with exit code " + code + signal;
    }

    private String lastErrors() {
        try (Stream<String> lines = Files.lines(errors(temporary), StandardCharsets.ISO_8859_1)) {
            List<String> last = new ArrayList<>();
            lines.filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).matches())
                    .forEach(line -> {
                        last.add(line.strip());
                        if (last.size() > LAST_LINES) {
                            last.remove(0);
                        }
                    });
            return String.join(" | ", last);
        } catch (IOException e) {
            return "";
        }
    }

    private void readOutput() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(Optional.of(line));
            }
        } catch (IOException e) {
            // The same as its end.
        }
        output.add(Optional.empty());
    }

    private static List<String> command(Path temporary, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> FLAGS.stream().anyMatch(argument::startsWith))
                .forEach(command::add);
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + temporary.resolve("crash.log"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    private static Path errors(Path temporary) {
        return temporary.resolve("stderr");
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Nothing hangs on it, and the system cleans temporary files up.
        }
    }
}
