package io.headgate.deploy.containers;

import io.headgate.deploy.sample.SampleConfig;
import io.headgate.deploy.sample.SampleGraph;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A network with a broker and a store, by the names that the Compose file gives them, and what our image needs to reach them. */
final class Neighbours implements AutoCloseable {

    private static final String BUCKET = "headgate";
    private static final String KAFKA = "kafka:19092";

    private final Network network = Network.newNetwork();
    private final DockerImageName headgate;
    private final KafkaContainer kafka;
    private final MinIOContainer store;
    private final Path configuration;

    private Neighbours(DockerImageName headgate, DockerImageName kafka, DockerImageName minio, Path configuration) {
        this.headgate = headgate;
        this.kafka = new KafkaContainer(kafka).withNetwork(network).withListener(KAFKA);
        this.store = Store.container(minio).withNetwork(network).withNetworkAliases("minio");
        this.configuration = configuration;
    }

    /**
     * Starts both, unless the test has to be skipped.
     *
     * @param directory for the worker's file
     */
    static Neighbours start(Path directory) throws IOException {
        return start(directory, Files.readString(SampleConfig.FILE));
    }

    /** The same with a file that makes workers commit after every few records. */
    static Neighbours startWithSmallCommits(Path directory) throws IOException {
        return start(
                directory,
                replaced(
                        Files.readString(SampleConfig.FILE),
                        "(?m)^commit: .*$",
                        "commit: { every: 1s, max-rows: 2000, max-bytes: 16MiB }"));
    }

    private static Neighbours start(Path directory, String yaml) throws IOException {
        Neighbours neighbours = beside(directory, yaml);
        neighbours.startOrClose(() -> {
            neighbours.kafka.start();
            neighbours.store.start();
            Store.makeBucket(neighbours.store, BUCKET);
        });
        return neighbours;
    }

    /** Starts the broker only, for graphs in directories. */
    static Neighbours startWithoutStore(Path directory) throws IOException {
        Neighbours neighbours = beside(directory, replaced(Files.readString(SampleConfig.FILE), "(?m)^s3: .*$", ""));
        neighbours.startOrClose(neighbours.kafka::start);
        return neighbours;
    }

    private static Neighbours beside(Path directory, String yaml) throws IOException {
        // A worker that was killed is missed at once.
        String impatient =
                replaced(yaml, "(?m)^  group.id: .*$", "$0\n  session.timeout.ms: 6000\n  heartbeat.interval.ms: 1000");
        return new Neighbours(
                ContainerImage.HEADGATE.require(),
                ContainerImage.KAFKA.require(),
                ContainerImage.MINIO.require(),
                Files.writeString(directory.resolve("worker.yaml"), impatient));
    }

    private static String replaced(String yaml, String line, String by) {
        String replaced = yaml.replaceFirst(line, by);
        if (replaced.equals(yaml)) {
            throw new IllegalStateException("no line like " + line + " in " + SampleConfig.FILE);
        }
        return replaced;
    }

    private void startOrClose(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Of the broker, for this process. */
    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    static S3Prefix onStore(String name) {
        return new S3Prefix(BUCKET, name);
    }

    /** What is in a graph on the store. */
    SampleGraph sample(S3Prefix graph) {
        return SampleGraph.at(graph, S3Server.settingsFor(URI.create(store.getS3URL())));
    }

    /** A worker, which is not started yet. */
    HeadgateContainer worker(String graph, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "worker";
        arguments[1] = "--config";
        arguments[2] = "/etc/headgate/worker.yaml";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return inPlace(HeadgateContainer.worker(headgate, arguments)).withEnv("HEADGATE_GRAPH", graph);
    }

    /** Another verb, which is not started yet. */
    HeadgateContainer verb(String... arguments) {
        return inPlace(HeadgateContainer.verb(headgate, arguments));
    }

    private HeadgateContainer inPlace(HeadgateContainer container) {
        return container
                .withNetwork(network)
                .withFile(configuration, "/etc/headgate/worker.yaml")
                .withFile(SampleConfig.FILE.resolveSibling("social.pg"), "/etc/headgate/social.pg")
                .withEnv(Map.of(
                        "HEADGATE_S3_ENDPOINT",
                        "http://minio:9000",
                        "HEADGATE_S3_REGION",
                        "us-east-1",
                        "HEADGATE_S3_PATH_STYLE",
                        "true",
                        "AWS_ACCESS_KEY_ID",
                        store.getUserName(),
                        "AWS_SECRET_ACCESS_KEY",
                        store.getPassword(),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        KAFKA));
    }

    @Override
    public void close() {
        kafka.stop();
        store.stop();
        network.close();
    }
}
