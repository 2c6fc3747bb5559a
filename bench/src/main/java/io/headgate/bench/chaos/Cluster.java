package io.headgate.bench.chaos;

import io.headgate.bench.chaos.NodeSettings.ClientListener;
import io.headgate.ingest.broker.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * Several brokers, and a proxy between each of them and each client. Client {@link #ONLOOKER} is never cut off on its own.
 * Thread-safe.
 */
final class Cluster implements AutoCloseable {

    /** The client that produces and looks on; the workers are those after it. */
    static final int ONLOOKER = 0;

    private final List<ClusterNode> nodes = new ArrayList<>();
    /** By node, then by client. */
    private final List<List<TcpProxy>> proxies = new ArrayList<>();

    private Cluster() {}

    /** Makes a cluster and starts it; it takes some seconds until it answers. */
    static Cluster start(RunDirectory directory, int nodeCount, int clients) {
        String clusterId = Uuid.randomUuid().toString();
        List<NodePorts> ports = NodePorts.free(nodeCount, clients);
        List<Integer> controllers = ports.stream().map(NodePorts::controller).toList();
        Cluster cluster = new Cluster();
        try {
            for (int node = 0; node < nodeCount; node++) {
                NodePorts own = ports.get(node);
                List<TcpProxy> ways = own.clients().stream().map(TcpProxy::to).toList();
                cluster.proxies.add(ways);
                List<ClientListener> listeners = IntStream.range(0, clients)
                        .mapToObj(client -> new ClientListener(
                                own.clients().get(client), ways.get(client).port()))
                        .toList();
                String name = "broker-" + (node + 1);
                cluster.nodes.add(ClusterNode.format(
                        directory.home(name),
                        directory.log(name),
                        clusterId,
                        NodeSettings.of(node, directory.home(name), controllers, own.internal(), listeners)));
            }
            cluster.nodes.forEach(ClusterNode::start);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    int size() {
        return nodes.size();
    }

    ClusterNode node(int index) {
        return nodes.get(index);
    }

    /** The brokers as that client sees them. */
    String bootstrapServers(int client) {
        return proxies.stream()
                .map(ways -> LoopbackPorts.HOST + ":" + ways.get(client).port())
                .collect(Collectors.joining(","));
    }

    /** Creates topics, as soon as all brokers are there. */
    void createTopics(List<String> names, int partitions) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers(ONLOOKER),
                "default.api.timeout.ms", "120000",
                "request.timeout.ms", "10000",
                "reconnect.backoff.max.ms", "500"))) {
            while (admin.describeCluster().nodes().get().size() < nodes.size()) {
                Thread.sleep(200);
            }
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, partitions, (short) nodes.size()))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster did not come up: " + e.getCause(), e.getCause());
        }
    }

    /** Whether every broker has everything that it should have; no when that cannot be found out. */
    boolean isInSync() {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers(ONLOOKER),
                "default.api.timeout.ms", "10000",
                "request.timeout.ms", "5000"))) {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does something to all ways to a broker. */
    void onNode(int node, Consumer<TcpProxy> action) {
        proxies.get(node).forEach(action);
    }

    /** Does something to all ways of a client. */
    void onClient(int client, Consumer<TcpProxy> action) {
        proxies.forEach(ways -> action.accept(ways.get(client)));
    }

    @Override
    public void close() {
        nodes.forEach(ClusterNode::close);
        proxies.forEach(ways -> ways.forEach(TcpProxy::close));
    }

    /** Ports of a node that were free a moment ago. */
    private record NodePorts(int controller, int internal, List<Integer> clients) {

        static List<NodePorts> free(int nodes, int clients) {
            int each = 2 + clients;
            try {
                int[] ports = LoopbackPorts.free(nodes * each);
                return IntStream.range(0, nodes)
                        .mapToObj(node -> new NodePorts(
                                ports[node * each],
                                ports[node * each + 1],
                                IntStream.range(0, clients)
                                        .mapToObj(client -> ports[node * each + 2 + client])
                                        .toList()))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot find ports for the brokers", e);
            }
        }
    }
}
