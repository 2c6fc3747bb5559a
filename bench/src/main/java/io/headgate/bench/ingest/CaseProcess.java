package io.headgate.bench.ingest;

import io.headgate.bench.launch.JvmCommand;
import io.headgate.bench.launch.Logs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the process of a case, with the flags that the launcher gives to the worker, and waits for its result. */
final class CaseProcess {

    private final Path directory;
    private final Optional<Path> recordings;
    private final List<String> flags;

    /**
     * @param directory for the files of one run at a time; all of it is removed after each
     * @param recordings where flight recordings go, if they are wanted
     * @param flags for the JVM, beside the launcher's
     */
    CaseProcess(Path directory, Optional<Path> recordings, List<String> flags) {
        this.directory = directory;
        this.recordings = recordings;
        this.flags = List.copyOf(flags);
    }

    Measurement run(String name, Settings settings) {
        try {
            Directories.remove(directory);
            Path temporary = Files.createDirectories(directory.resolve("tmp"));
            Path given = directory.resolve("case.properties");
            Path result = directory.resolve("result.properties");
            Path log = directory.resolve("case.log");
            Settings.NONE
                    .with("output", directory.resolve("output"))
                    .with("warm-up.output", directory.resolve("warm-up"))
                    .withAll(settings)
                    .store(given);
            List<String> command = command(name, temporary, List.of(given.toString(), result.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("the case " + name + " ended with exit code " + exit
                        + "; the end of its log:\n" + Logs.tail(log));
            }
            return Measurement.of(Settings.load(result));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run the case " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the case " + name + " ran", e);
        } finally {
            Directories.remove(directory);
        }
    }

    private List<String> command(String name, Path temporary, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(flags);
        if (recordings.isPresent()) {
            Files.createDirectories(recordings.get());
            all.add("-XX:StartFlightRecording=settings=profile,filename="
                    + recordings.get().resolve(name + ".jfr"));
        }
        return new JvmCommand(CaseMain.class, temporary, all).with(arguments);
    }
}
