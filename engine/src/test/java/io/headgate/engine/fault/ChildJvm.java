package io.headgate.engine.fault;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes with this one's class path, made for starting fast rather than running fast. Lance copies its native
 * library out of its jar into the temporary directory of every JVM, and inflating those 181 MB is the longest part of a
 * short life; so it is inflated once here, and children find it, as a plain file, ahead of the jar. Thread-safe.
 */
public final class ChildJvm {

    private static final List<String> FAST_START =
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC");
    private static final long LONGEST_SECONDS = 120;

    private final List<String> command = new ArrayList<>();
    private final String classPath;

    /** @param directory for what children share; exists, and must outlive them */
    public ChildJvm(Path directory) throws IOException {
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(FAST_START);
        classPath = inflated(directory) + System.getProperty("java.class.path");
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
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Path output = directory.resolve("output");
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-cp", classPath, main.getName()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "still running after " + LONGEST_SECONDS + " s: " + line + "\n" + Files.readString(output));
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the process in that directory printed. */
    public static String output(Path directory) throws IOException {
        return Files.readString(directory.resolve("output"));
    }

    /** A class path entry with the library in it; nothing where the jar has none for this system. */
    private static String inflated(Path directory) throws IOException {
        String name = "nativelib/" + platform() + "/" + System.mapLibraryName("lance_jni");
        try (InputStream library = ChildJvm.class.getClassLoader().getResourceAsStream(name)) {
            if (library == null) {
                return "";
            }
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return directory + File.pathSeparator;
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch");
        return system + "-" + (processor.equals("amd64") ? "x86-64" : processor);
    }
}
