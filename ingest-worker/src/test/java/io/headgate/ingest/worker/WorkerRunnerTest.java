package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.write.TurnLimits;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerRunnerTest {

    @Test
    void aWorkerTakesTurnsAsItsConfigurationSays(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("worker.yaml"), """
                graph: graph
                kafka: { bootstrap.servers: localhost, group.id: g }
                sources: [{ topic: people, into: node:Person }]
                turn: { pause: 20ms, patience: 50, max-looks: 3000, max-intents: 16, max-keys: 1000000 }
                """);

        try (RootAllocator allocator = new RootAllocator();
                GraphEnvironment graphs = WorkerRunner.graphs(ConfigLoader.load(file, Map.of()), allocator)) {
            assertThat(graphs.limits().turn())
                    .isEqualTo(new TurnLimits(Duration.ofMillis(20), 50, 3_000, 16, 1_000_000));
        }
    }

    @Test
    void aGraphThatIsThereIsNotWrittenToWhereConditionsOfPutsAreIgnored(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("worker.yaml"), """
                graph: graph
                kafka: { bootstrap.servers: localhost, group.id: g }
                sources: [{ topic: people, into: node:Person }]
                """);
        WorkerConfig config = ConfigLoader.load(file, Map.of());
        try (RootAllocator allocator = new RootAllocator();
                GraphEnvironment graphs = WorkerRunner.graphs(config, allocator)) {
            Graph.init(graphs, "node Person { id: String @key }", "test");
        }

        ExitReport report = WorkerRunner.run(
                config, true, Map.of(), ProgressListener.NONE, stop -> {}, WorkerRunnerTest::ignoringConditions);

        assertThat(report.failure()).containsInstanceOf(BadConfiguration.class);
        assertThat(report.exitCode()).isEqualTo(2);
    }

    private static GraphEnvironment ignoringConditions(GraphEnvironment graphs) {
        ObjectStore objects = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("requireConditionalPuts")) {
                        throw new BadConfiguration("graph", "this store ignores them");
                    }
                    return method.invoke(graphs.objects(), arguments);
                });
        return GraphEnvironment.of(objects, graphs.tables(), graphs.allocator(), graphs.clock(), graphs.ids());
    }
}
