package io.headgate.ingest.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The same broker as {@link EmbeddedKafka} in a JVM of its own: it can be killed without warning, and its memory and
 * processor time are not those of this process. It ends with this process, however that ends.
 *
 * <p>Safe for use by several threads.
 */
public final class KafkaProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final BrokerSettings settings;
    private final Process process;
    private final BrokerTopics topics;

    private KafkaProcess(BrokerSettings settings, Process process) {
        this.settings = settings;
        this.process = process;
        this.topics = new BrokerTopics(settings.bootstrapServers());
    }

    /**
     * Starts a broker and returns when it answers.
     *
     * @param directory holds everything that the broker writes, its output in {@code broker.log} included; created when it
     *     is not there, and left to the caller
     * @throws BrokerFailure when it does not start
     */
    public static KafkaProcess start(Path directory) {
        BrokerSettings settings = BrokerSettings.loadOrCreate(directory);
        KafkaProcess kafka = new KafkaProcess(settings, launch(settings));
        try {
            kafka.awaitAnswer();
            return kafka;
        } catch (RuntimeException e) {
            kafka.kill();
            throw e;
        }
    }

    /** Host and port, as clients want it. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    public String clusterId() {
        return settings.clusterId();
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Creates a topic and returns when clients can see it.
     *
     * @param configs settings of the topic, such as {@code cleanup.policy}
     * @throws BrokerFailure when it exists already
     */
    public void createTopic(String name, int partitions, Map<String, String> configs) {
        topics.create(name, partitions, configs);
    }

    /** Kills the broker without warning and waits until it is gone. A start on the same directory brings it back. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops the broker cleanly and waits for it; kills it when it takes too long. Its directory stays. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() {
        try {
            if (process.getInputStream().read() != BrokerMain.READY) {
                throw new BrokerFailure(
                        "the Kafka broker in " + settings.directory() + " ended before it answered; see "
                                + logFile(settings),
                        null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hear from the Kafka broker in " + settings.directory(), e);
        }
    }

    private static Path logFile(BrokerSettings settings) {
        return settings.directory().resolve("broker.log");
    }

    private static Process launch(BrokerSettings settings) {
        try {
            Files.createDirectories(settings.temporaryDirectory());
            return new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + settings.temporaryDirectory(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BrokerMain.class.getName(),
                            settings.directory().toString()))
                    .redirectError(
                            ProcessBuilder.Redirect.appendTo(logFile(settings).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a child process for the Kafka broker", e);
        }
    }
}
