package io.headgate.ingest.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker in a JVM of its own, with the Java, the flags and the classes of this one. Its temporary files, the unpacked
 * native library among them, are in a directory that goes when it goes.
 */
final class WorkerProcess implements AutoCloseable {

    /** What of this JVM's flags a child takes over: what Arrow and Lance need, and memory limits. No agents, no debugger. */
    private static final List<String> FLAGS =
            List.of("--add-opens", "--enable-native-access", "--sun-misc-unsafe-memory-access", "-Xm", "-Dio.netty.");

    private final Process process;
    private final Path temporary;

    private WorkerProcess(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
    }

    /** @param number of this worker among those of the demo */
    static WorkerProcess start(DemoFiles files, int number, boolean untilCaughtUp) {
        Path temporary = files.temporary(number);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> FLAGS.stream().anyMatch(argument::startsWith))
                .forEach(command::add);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(WorkerChild.class.getName());
        command.add(files.workerConfig().toString());
        if (untilCaughtUp) {
            command.add(WorkerChild.UNTIL_CAUGHT_UP);
        }
        try {
            Files.createDirectories(temporary);
            File log = files.workerLog().toFile();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            return new WorkerProcess(process, temporary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a child process for the worker", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Once it has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** Kills it without warning, if it is still there, and removes its temporary files. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        DemoFiles.remove(temporary);
    }
}
