package io.headgate.ingest.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker, one node in KRaft mode, inside this process. It listens on free ports of the loopback address; its
 * directory remembers them, so starting on the same directory again brings back the same cluster at the same address.
 *
 * <p>Everything that needs Kafka's internal API to start a broker is in this class. Safe for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final BrokerSettings settings;
    private final KafkaRaftServer server;
    private final BrokerTopics topics;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
        this.topics = new BrokerTopics(settings.bootstrapServers());
    }

    /**
     * Starts a broker and returns when it answers.
     *
     * @param directory holds everything that the broker writes; created when it is not there, and left to the caller
     * @throws BrokerFailure when it does not start
     */
    public static EmbeddedKafka start(Path directory) {
        return start(directory, properties -> {});
    }

    /**
     * The same for a broker with more settings, such as another listener.
     *
     * @param more adds to the broker's configuration
     */
    public static EmbeddedKafka start(Path directory, Consumer<Properties> more) {
        BrokerLogging.quieten();
        BrokerSettings settings = BrokerSettings.loadOrCreate(directory);
        format(settings);
        Properties properties = settings.toBrokerProperties();
        more.accept(properties);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        EmbeddedKafka kafka = new EmbeddedKafka(settings, server);
        try {
            server.startup();
            kafka.topics.awaitAnswer();
            return kafka;
        } catch (RuntimeException e) {
            kafka.close();
            throw new BrokerFailure(
                    "the Kafka broker in " + settings.directory() + " did not start on port " + settings.clientPort(),
                    e);
        }
    }

    /** Host and port, as clients want it. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    public String clusterId() {
        return settings.clusterId();
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

    /** Stops the broker cleanly and waits for it. Its directory stays, for the next start or for the caller to delete. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // An interrupted thread could not wait for the broker's threads, and would leave them running.
            boolean interrupted = Thread.interrupted();
            server.shutdown();
            server.awaitShutdown();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void format(BrokerSettings settings) {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            String data = settings.dataDirectory().toString();
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(settings.clusterId())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setDirectories(List.of(data))
                    .setMetadataLogDirectory(data)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new BrokerFailure("cannot format the Kafka broker's directory " + settings.directory(), e);
        }
    }
}
