package io.headgate.ingest.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/**
 * What a broker directory fixes once and for all: who the cluster is and where it listens. It is kept in the directory, so
 * that a restarted broker is the same one at the same address.
 *
 * @param directory everything that the broker writes is below it
 * @param clientPort where clients connect, on the loopback address
 * @param controllerPort used by the broker itself, on the loopback address
 */
record BrokerSettings(Path directory, String clusterId, int clientPort, int controllerPort) {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String FILE_NAME = "broker.properties";

    static BrokerSettings loadOrCreate(Path directory) {
        try {
            Path absolute = Files.createDirectories(directory).toRealPath();
            Path file = absolute.resolve(FILE_NAME);
            return Files.exists(file) ? load(absolute, file) : create(absolute, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the Kafka broker's directory " + directory, e);
        }
    }

    String bootstrapServers() {
        return LoopbackPorts.HOST + ":" + clientPort;
    }

    Path dataDirectory() {
        return directory.resolve("data");
    }

    Path temporaryDirectory() {
        return directory.resolve("tmp");
    }

    /** The broker's configuration: one node, small footprint, quick to join and to come back after a kill. */
    Properties toBrokerProperties() {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@" + LoopbackPorts.HOST + ":" + controllerPort);
        properties.put(
                "listeners",
                "CLIENT://" + bootstrapServers() + "," + CONTROLLER_LISTENER + "://" + LoopbackPorts.HOST + ":"
                        + controllerPort);
        properties.put("advertised.listeners", "CLIENT://" + bootstrapServers());
        properties.put("listener.security.protocol.map", "CLIENT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        properties.put("inter.broker.listener.name", "CLIENT");
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("log.dirs", dataDirectory().toString());
        properties.put("auto.create.topics.enable", "false");

        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "4");

        // Killed members must not hold up those that replace them for the three quarters of a minute of production
        // defaults.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "500");
        properties.put("group.consumer.min.heartbeat.interval.ms", "100");
        properties.put("group.consumer.heartbeat.interval.ms", "500");
        properties.put("group.consumer.min.session.timeout.ms", "1000");
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");

        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        return properties;
    }

    private static BrokerSettings load(Path directory, Path file) throws IOException {
        Properties stored = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            stored.load(reader);
        }
        return new BrokerSettings(
                directory,
                stored.getProperty("cluster.id"),
                Integer.parseInt(stored.getProperty("client.port")),
                Integer.parseInt(stored.getProperty("controller.port")));
    }

    private static BrokerSettings create(Path directory, Path file) throws IOException {
        int[] ports = LoopbackPorts.free(2);
        BrokerSettings settings =
                new BrokerSettings(directory, Uuid.randomUuid().toString(), ports[0], ports[1]);
        Properties stored = new Properties();
        stored.setProperty("cluster.id", settings.clusterId());
        stored.setProperty("client.port", Integer.toString(settings.clientPort()));
        stored.setProperty("controller.port", Integer.toString(settings.controllerPort()));
        Path draft = Files.createTempFile(directory, FILE_NAME, ".draft");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            stored.store(writer, null);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return settings;
    }
}
