package io.headgate.bench.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.jspecify.annotations.Nullable;

/** One node of the cluster, broker and controller, in a process of its own that can be stopped, killed and started again. */
final class ClusterNode implements AutoCloseable {

    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final Path home;
    private final Path log;
    private final Path properties;
    private boolean closed;
    private @Nullable ChildProgram process;

    private ClusterNode(Path home, Path log, Path properties) {
        this.home = home;
        this.log = log;
        this.properties = properties;
    }

    /** Prepares the directory of a node. */
    static ClusterNode format(Path home, Path log, String clusterId, Properties settings) {
        try {
            Path file = Files.createDirectories(home).resolve("server.properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            String[] format = {"format", "--cluster-id", clusterId, "--config", file.toString()};
            try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
                int code = StorageTool.execute(format, silent);
                if (code != 0) {
                    throw new IllegalStateException("formatting " + home + " ended with " + code);
                }
            }
            return new ClusterNode(home, log, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the directory of a broker " + home, e);
        }
    }

    /** Starts it, unless this is closed; it takes some seconds until it answers. */
    synchronized void start() {
        if (closed) {
            return;
        }
        process = ChildProgram.start(
                NodeMain.class,
                home,
                log,
                List.of("-Xmx320m", "-Dlogback.configurationFile=io/headgate/bench/chaos/node-logback.xml"),
                List.of(),
                List.of(properties.toString()));
    }

    /** Lets it leave in good order; kills it when it does not. */
    synchronized void stop() throws InterruptedException {
        if (process != null) {
            process.terminate(STOPPING);
            kill();
        }
    }

    /** Signal 9. */
    synchronized void kill() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        kill();
    }
}
