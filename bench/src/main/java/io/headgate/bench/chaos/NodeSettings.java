package io.headgate.bench.chaos;

import io.headgate.ingest.broker.LoopbackPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The configuration of the cluster's nodes: small, and as careful with records as a real one. */
final class NodeSettings {

    private static final String CONTROLLER = "CONTROLLER";
    private static final String INTERNAL = "INTERNAL";
    private static final String CLIENT = "CLIENT";

    private NodeSettings() {}

    /**
     * A listener for clients, reached through a proxy. Each client has one of its own on every node, so that it can be cut off
     * while the others are not.
     */
    record ClientListener(int port, int advertisedPort) {}

    /** @param controllerPorts of all nodes */
    static Properties of(
            int node, Path home, List<Integer> controllerPorts, int internalPort, List<ClientListener> clients) {
        List<String> listeners = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        listeners.add(address(CONTROLLER, controllerPorts.get(node)));
        listeners.add(address(INTERNAL, internalPort));
        advertised.add(address(INTERNAL, internalPort));
        for (int client = 0; client < clients.size(); client++) {
            listeners.add(address(CLIENT + client, clients.get(client).port()));
            advertised.add(address(CLIENT + client, clients.get(client).advertisedPort()));
        }
        int nodes = controllerPorts.size();
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(node + 1));
        properties.put(
                "controller.quorum.voters",
                IntStream.range(0, nodes)
                        .mapToObj(n -> (n + 1) + "@" + LoopbackPorts.HOST + ":" + controllerPorts.get(n))
                        .collect(Collectors.joining(",")));
        properties.put("listeners", String.join(",", listeners));
        properties.put("advertised.listeners", String.join(",", advertised));
        properties.put(
                "listener.security.protocol.map",
                listeners.stream()
                        .map(listener -> listener.substring(0, listener.indexOf(':')) + ":PLAINTEXT")
                        .collect(Collectors.joining(",")));
        properties.put("inter.broker.listener.name", INTERNAL);
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("log.dirs", home.resolve("data").toString());
        properties.put("auto.create.topics.enable", "false");

        String all = Integer.toString(nodes);
        String most = Integer.toString(nodes / 2 + 1);
        properties.put("default.replication.factor", all);
        properties.put("min.insync.replicas", most);
        properties.put("offsets.topic.replication.factor", all);
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", all);
        properties.put("transaction.state.log.min.isr", most);
        properties.put("transaction.state.log.num.partitions", "4");

        // Whoever dies is to be missed sooner than with the defaults, which are made for larger machines and longer
        // lives.
        properties.put("broker.session.timeout.ms", "5000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("replica.lag.time.max.ms", "8000");
        properties.put("group.initial.rebalance.delay.ms", "500");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("group.consumer.min.session.timeout.ms", Protocol.SESSION_MS);
        properties.put("group.consumer.session.timeout.ms", Protocol.SESSION_MS);
        properties.put("group.consumer.min.heartbeat.interval.ms", Protocol.HEARTBEAT_MS);
        properties.put("group.consumer.heartbeat.interval.ms", Protocol.HEARTBEAT_MS);
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000");

        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "1");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        return properties;
    }

    private static String address(String name, int port) {
        return name + "://" + LoopbackPorts.HOST + ":" + port;
    }
}
