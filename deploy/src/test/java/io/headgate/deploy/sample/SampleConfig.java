package io.headgate.deploy.sample;

import io.headgate.deploy.DeployDirectory;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.WorkerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The sample's worker file. */
public final class SampleConfig {

    public static final Path FILE = DeployDirectory.path().resolve("compose/worker.yaml");

    private SampleConfig() {}

    /**
     * As it is, for a graph on S3.
     *
     * @param environment its variables for where the graph is and how it is reached
     */
    public static WorkerConfig onS3(String bootstrapServers, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        all.put("HEADGATE_OFF_HEAP", "256MiB");
        return ConfigLoader.load(FILE, all);
    }

    /**
     * For a graph in a directory, with commits all the time.
     *
     * @param directory for the file
     */
    public static WorkerConfig inDirectory(Path directory, String bootstrapServers, Path graph) throws IOException {
        Path file = directory.resolve("worker.yaml");
        Files.writeString(
                file,
                Files.readString(FILE)
                        .replaceFirst("(?m)^s3: .*$", "")
                        .replaceFirst("(?m)^schema: .*$", "schema: " + FILE.resolveSibling("social.pg"))
                        .replaceFirst(
                                "(?m)^commit: .*$", "commit: { every: 100ms, max-rows: 1000, max-bytes: 16MiB }"));
        return ConfigLoader.load(
                file,
                Map.of(
                        "HEADGATE_GRAPH",
                        graph.toString(),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "HEADGATE_OFF_HEAP",
                        "256MiB"));
    }
}
