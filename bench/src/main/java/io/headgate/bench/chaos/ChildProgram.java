package io.headgate.bench.chaos;

import io.headgate.bench.launch.JvmCommand;
import io.headgate.bench.launch.ParentWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with a main class of this class path. It ends with this process, however that ends ({@link ParentWatch}). Its
 * output is appended to a file, its temporary files go when it goes. For use by one thread at a time.
 */
final class ChildProgram implements AutoCloseable {

    private final Process process;
    private final Path temporary;

    private ChildProgram(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
    }

    /**
     * Starts it.
     *
     * @param home for its temporary files; created
     * @param log that its output is appended to
     * @param classPathFirst ahead of this process's class path; may be empty
     */
    static ChildProgram start(
            Class<?> main,
            Path home,
            Path log,
            List<String> flags,
            List<String> classPathFirst,
            List<String> arguments) {
        try {
            Path temporary = Files.createTempDirectory(Files.createDirectories(home), "tmp");
            List<String> all = new ArrayList<>(
                    List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash"));
            all.add("-XX:ErrorFile=" + home.resolve("crash-%p.log"));
            all.addAll(flags);
            Process process = new ProcessBuilder(new JvmCommand(main, temporary, all, classPathFirst).with(arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ChildProgram(process, temporary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a child process for " + main.getSimpleName(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to leave, and waits for that. Whether it left; if not, it is still there. */
    boolean terminate(Duration patience) throws InterruptedException {
        // Not process.destroy(), which would also close the stream that tells it of this process's end.
        process.toHandle().destroy();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Once it has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** Signal 9, if it is still there. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        RunDirectory.remove(temporary);
    }
}
