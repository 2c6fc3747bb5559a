package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.HaltingFaults;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Halts a real process at every fault point of a commit; the next process makes the graph whole and goes on. */
final class ProcessCrashIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"INIT_.*", ".*_RESTORE"},
            mode = EnumSource.Mode.MATCH_NONE)
    void theNextProcessContinuesAfterAHaltAt(FaultPoint point) throws Exception {
        Path graph = directory.resolve("graph");
        int exit = runWriter(graph, point + ":3");
        assertThat(exit).as("the process was halted at %s", point).isEqualTo(HaltingFaults.EXIT_CODE);

        try (TableFixtures fixtures = new TableFixtures();
                Batches batches = new Batches(fixtures);
                GraphEnvironment environment =
                        GraphEnvironment.local(graph, Durability.POWER_LOSS, fixtures.allocator())) {
            try (GraphWriter writer = Graph.open(environment).writer("next")) {
                assertThat(Graph.open(environment).pendingIntents()).isEmpty();
                GraphManifest healed = writer.current();
                assertThat(writer.refresh()).isEqualTo(healed);
                CrashingWriter.replay(writer, batches);
            }

            GraphManifest newest = Graph.open(environment).newest();
            assertThat(newest.totals().polled()).isEqualTo(3L * CrashingWriter.BATCHES);
            assertThat(newest.totals().balances()).isTrue();
            assertThat(newest.nextOffset(Batches.partition(0))).contains(3L * CrashingWriter.BATCHES);
            assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "5", "p5", "5"));
        }
    }

    private int runWriter(Path graph, String fault) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                graph.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(HaltingFaults.ENVIRONMENT_KEY, fault);
        Path log = directory.resolve("log");
        Process process = builder.redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as(Files.readString(log))
                .isTrue();
        return process.exitValue();
    }
}
