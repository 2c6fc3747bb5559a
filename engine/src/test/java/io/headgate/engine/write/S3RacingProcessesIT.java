package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.fault.ChildJvm;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.table.TableFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that contend for every version of a graph on a real S3 server. */
final class S3RacingProcessesIT {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    @TempDir
    Path directory;

    @Test
    void whatEitherWasToldIsVisibleStaysSo() throws Exception {
        S3Prefix prefix = S3.server().fresh();
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment =
                        GraphEnvironment.onS3(prefix, S3.server().settings(), fixtures.allocator())) {
            Graph.init(environment, Batches.SCHEMA, "test");

            List<Told> told = race(prefix);

            Graph graph = Graph.open(environment);
            graph.writer("last").close();
            Told.holdsIn(graph, told);
            long end = RacingProcess.LOG_END + RacingProcess.LOG_END % 2;
            try (Snapshot snapshot = graph.snapshot()) {
                for (int partition = 0; partition < 2; partition++) {
                    assertThat(snapshot.manifest().nextOffset(Batches.partition(partition)))
                            .hasValue(end);
                }
                assertThat(snapshot.manifest().totals().polled()).isEqualTo(2 * end);
                assertThat(snapshot.count(TableKind.EDGE, "Follows")).isEqualTo(end);
                assertThat(snapshot.count(TableKind.NODE, "Person")).isEqualTo(end);
            }
            assertThat(graph.pendingIntents()).isEmpty();
        }
    }

    private List<Told> race(S3Prefix prefix) throws Exception {
        ChildJvm children = new ChildJvm(Directories.made(directory.resolve("shared")));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> processes = new ArrayList<>();
            List<Path> rooms =
                    List.of(Directories.made(directory.resolve("one")), Directories.made(directory.resolve("other")));
            for (int racer = 0; racer < 2; racer++) {
                Path room = rooms.get(racer);
                String partition = Integer.toString(racer);
                processes.add(threads.submit(() -> children.run(
                        room,
                        Map.of(),
                        RacingProcess.class,
                        prefix.prefix(),
                        S3.server().endpoint().toString(),
                        partition,
                        room.resolve("told").toString())));
            }
            List<Told> told = new ArrayList<>();
            for (int racer = 0; racer < 2; racer++) {
                assertThat(processes.get(racer).get())
                        .as(ChildJvm.output(rooms.get(racer)))
                        .isZero();
                Files.readAllLines(rooms.get(racer).resolve("told")).forEach(line -> told.add(Told.parse(line)));
            }
            return told;
        } finally {
            threads.shutdownNow();
        }
    }
}
