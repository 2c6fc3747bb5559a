package io.headgate.deploy.docker;

import io.headgate.deploy.DeployDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The entry point where the image has it, without a container: its control group, its Java and its temporary files are in a
 * directory of the test's.
 */
public final class Container {

    private static final long LONGEST_SECONDS = 60;

    /** Writes down how it was called, instead of running Headgate. */
    private static final String JAVA = """
            #!/bin/sh
            for word in "$@"; do echo "arg $word" >>"$RECORD"; done
            echo "off-heap $HEADGATE_OFF_HEAP" >>"$RECORD"
            echo "certificates ${SSL_CERT_FILE-none}" >>"$RECORD"
            echo "shards ${LANCE_FTS_NUM_SHARDS-none}" >>"$RECORD"
            echo "threads ${LANCE_CPU_THREADS-none}" >>"$RECORD"
            echo "pid $$" >>"$RECORD"
            exit "${EXIT:-0}"
            """;

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    private Container(Path root) {
        this.root = root;
    }

    public static Container in(Path directory) throws IOException {
        Path root = Files.createDirectories(directory.resolve("a container"));
        Path bin = Files.createDirectories(root.resolve("opt/headgate/bin"));
        for (String script : List.of("headgate", "healthcheck")) {
            executable(
                    bin.resolve(script), Files.readString(DeployDirectory.path().resolve("docker/" + script)));
        }
        executable(Files.createDirectories(root.resolve("java/bin")).resolve("java"), JAVA);
        Container container = new Container(root);
        container.environment.put("JAVA_HOME", root.resolve("java").toString());
        container.environment.put("RECORD", root.resolve("record").toString());
        container.environment.put(
                "TMPDIR", Files.createDirectories(root.resolve("tmp")).toString());
        container.environment.put("HEADGATE_CGROUP", root.resolve("cgroup").toString());
        return container;
    }

    public Container with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A file of the control group. */
    public Container limit(String file, String content) throws IOException {
        Path path = root.resolve("cgroup").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** How it ended, and what it had said. */
    record Result(int exitCode, String error) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(List.of(arguments));
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the entry point did not end within " + LONGEST_SECONDS + " s");
            }
            return new Result(process.exitValue(), Files.readString(root.resolve("stderr")));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Its output goes to the file {@link #errors}. */
    Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script("headgate").toString()));
        command.addAll(arguments);
        return process(command).start();
    }

    public ProcessBuilder process(List<String> command) {
        File stderr = errors().toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectError(stderr);
        List.of("HEADGATE_MEMORY", "HEADGATE_OFF_HEAP", "HEADGATE_JAVA_OPTS", "HEADGATE_S3_CA", "SSL_CERT_FILE")
                .forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return builder;
    }

    public Path errors() {
        return root.resolve("stderr");
    }

    Path home() {
        return root.resolve("opt/headgate");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    public Path script(String name) {
        return home().resolve("bin").resolve(name);
    }

    /** What Java was called with. */
    List<String> arguments() throws IOException {
        return record("arg ");
    }

    List<String> record(String kind) throws IOException {
        Path record = root.resolve("record");
        return Files.exists(record)
                ? Files.readAllLines(record).stream()
                        .filter(line -> line.startsWith(kind))
                        .map(line -> line.substring(kind.length()))
                        .toList()
                : List.of();
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
