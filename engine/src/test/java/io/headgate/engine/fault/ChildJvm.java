package io.headgate.engine.fault;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes with this one's class path, made for starting fast rather than running fast: short lives are spent on loading
 * classes and on Lance copying its native library out of its jar. So children share a {@link LanceLibrary} and, once
 * {@link #rehearse} was called, an archive of loaded classes, which the JVM makes of jars only. Thread-safe.
 */
public final class ChildJvm {

    private static final List<String> FAST_START =
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC", "-Xlog:disable");
    private static final long LONGEST_SECONDS = 120;

    private final List<String> command = new ArrayList<>();
    private final Path archive;

    /** @param directory for what children share; exists, and must outlive them */
    public ChildJvm(Path directory) throws IOException {
        LanceLibrary library = LanceLibrary.in(directory);
        archive = directory.resolve("classes.jsa");
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(FAST_START);
        command.addAll(library.properties());
        command.add("-cp");
        command.add(ClassPathJar.ofThisProcess(directory.resolve("classes.jar"), library.resources()));
    }

    /**
     * Runs a main class to its end, like {@link #run}, and keeps the classes that it loaded for those that are run later.
     *
     * @return the exit code
     */
    public int rehearse(Path directory, Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(directory, Map.of(), "-XX:ArchiveClassesAtExit=" + archive, main, arguments);
    }

    /**
     * Runs a main class to its end.
     *
     * @param directory for its temporary files and its output; exists
     * @return the exit code
     * @throws IllegalStateException when it takes too long; with what it printed
     */
    public int run(Path directory, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return run(directory, environment, "-XX:SharedArchiveFile=" + archive, main, arguments);
    }

    /** What the process in that directory printed. */
    public static String output(Path directory) throws IOException {
        return Files.readString(directory.resolve("output"));
    }

    private int run(
            Path directory, Map<String, String> environment, String archiveOption, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        File output = directory.resolve("output").toFile();
        List<String> line = new ArrayList<>(command);
        line.addAll(1, List.of(archiveOption, "-Djava.io.tmpdir=" + temporary));
        line.addAll(List.of(ChildMain.class.getName(), main.getName()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "still running after " + LONGEST_SECONDS + " s: " + line + "\n" + output(directory));
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
