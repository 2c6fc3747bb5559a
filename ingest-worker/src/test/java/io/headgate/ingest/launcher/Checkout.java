package io.headgate.ingest.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A checkout with the real launcher in it, where Maven and Java are small scripts that write down how they were called. */
final class Checkout {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Builds as Maven would; BUILD_FAILS makes it fail, and it takes a moment, so that others come while it runs. */
    private static final String MAVEN = """
            #!/bin/sh
            echo "mvn $*" >>"$RECORD"
            if [ -n "${BUILD_FAILS:-}" ]; then echo 'compiler says no'; exit 1; fi
            sleep 0.3
            mkdir -p recovery/target/classes engine/target/classes ingest-worker/target/classes
            echo '/lib/one.jar:/lib/two.jar' >ingest-worker/target/launcher.classpath
            """;

    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then
                echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=1' >&2
                echo "openjdk version \\"$FAKE_VERSION\\" 2026-01-01" >&2
                exit 0
            fi
            echo "java pid=$$ pwd=$(pwd)" >>"$RECORD"
            for word in "$@"; do echo "arg $word" >>"$RECORD"; done
            echo "certificates ${SSL_CERT_FILE-none}" >>"$RECORD"
            echo "shards ${LANCE_FTS_NUM_SHARDS-none}" >>"$RECORD"
            echo "threads ${LANCE_CPU_THREADS-none}" >>"$RECORD"
            if [ -n "${WAIT_FOR_TERM:-}" ]; then
                trap 'echo terminated >>"$RECORD"; exit 7' TERM
                echo waiting >>"$RECORD"
                # Bounded, so that a launcher that passes no signals on leaves nothing running for long.
                rounds=0
                while [ "$rounds" -lt 400 ]; do sleep 0.05; rounds=$((rounds + 1)); done
            fi
            exit "${EXIT:-0}"
            """;

    private final Path root;
    private final Path bin;
    private final Path record;
    private final Path temporary;

    private Checkout(Path root, Path bin, Path record, Path temporary) {
        this.root = root;
        this.bin = bin;
        this.record = record;
        this.temporary = temporary;
    }

    static Checkout in(Path directory) throws IOException {
        Path root = Files.createDirectories(directory.resolve("a check out"));
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path temporary = Files.createDirectories(directory.resolve("temporary files"));
        executable(root.resolve("headgate"), Files.readString(launcher()));
        executable(bin.resolve("mvn"), MAVEN);
        executable(bin.resolve("java"), JAVA);
        Instant past = Instant.now().minus(Duration.ofMinutes(5));
        Files.createDirectories(root.resolve(".mvn"));
        source(root.resolve("pom.xml"), past);
        for (String module : List.of("recovery", "engine", "ingest-worker")) {
            source(root.resolve(module).resolve("pom.xml"), past);
            source(root.resolve(module).resolve("src/main/java/A.java"), past);
        }
        return new Checkout(root, bin, directory.resolve("record"), temporary);
    }

    /** What a launch left behind. */
    record Result(int exitCode, String output, String error) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), root.resolve("headgate"), arguments);
    }

    Result run(Map<String, String> environment, Path launcher, String... arguments)
            throws IOException, InterruptedException {
        return finish(start(environment, launcher, arguments));
    }

    Process start(Map<String, String> environment, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().remove("JAVA_HOME");
        List.of("HEADGATE_JAVA_OPTS", "HEADGATE_S3_CA", "SSL_CERT_FILE").forEach(builder.environment()::remove);
        builder.environment().put("PATH", bin + ":" + builder.environment().get("PATH"));
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("RECORD", record.toString());
        builder.environment().put("FAKE_VERSION", "17.0.9");
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Result finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end within " + TIMEOUT);
        }
        return new Result(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes()),
                new String(process.getErrorStream().readAllBytes()));
    }

    /** What Maven and Java wrote down, line by line. */
    List<String> record() {
        try {
            return Files.exists(record) ? Files.readAllLines(record) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long builds() {
        return record().stream().filter(line -> line.startsWith("mvn ")).count();
    }

    Path root() {
        return root;
    }

    Path temporary() {
        return temporary;
    }

    /** The directory below {@link #temporary} that holds one directory for each process. */
    Path temporaryOfAll() throws IOException {
        try (var children = Files.list(temporary)) {
            return children.filter(child -> child.getFileName().toString().startsWith("headgate-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void source(Path file, Instant time) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "source");
        for (Path path = file; !path.endsWith("a check out"); path = path.getParent()) {
            Files.setLastModifiedTime(path, FileTime.from(time));
        }
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path launcher() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(directory.resolve("headgate"))) {
            directory = directory.getParent();
        }
        return directory.resolve("headgate");
    }
}
