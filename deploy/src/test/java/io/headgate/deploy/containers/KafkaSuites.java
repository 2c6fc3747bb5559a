package io.headgate.deploy.containers;

import io.headgate.ingest.worker.TestBroker;
import java.util.List;

/** The suites of workers and of maintenance, on a broker that somebody else has started. */
final class KafkaSuites {

    private static final String WORKER = "io.headgate.ingest.worker.";

    /** Those in which it matters what the broker does. */
    static final List<String> ALL = List.of(
            "IngestWorkerIT",
            "KillIT",
            "WorkerProcessesIT",
            "SeveralWorkersIT",
            "GroupProtocolsIT",
            "SlowCommitIT",
            "TopicsThatAppearIT",
            "SharedTopicsIT",
            "ChangedOffsetsIT",
            "SourceMismatchIT",
            "MonitoringIT",
            "MaintenanceIT");

    private KafkaSuites() {}

    /**
     * Runs suites by their names in the workers' package.
     *
     * @param bootstrapServers of a broker that lets everybody in and create topics
     * @return how many tests were successful
     * @throws AssertionError when any was not, with all failures
     */
    static long run(String bootstrapServers, List<String> suites) {
        return Suites.run(
                TestBroker.BOOTSTRAP,
                bootstrapServers,
                suites.stream().map(WORKER::concat).toList());
    }
}
