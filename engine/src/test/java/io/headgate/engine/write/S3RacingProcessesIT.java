package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.fault.ChildJvm;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.table.TableFixtures;
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

/** Two processes that both believe to own the same partition, on a real S3 server. */
final class S3RacingProcessesIT {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    @TempDir
    Path directory;

    @Test
    void everyVersionHoldsExactlyTheLogUpToItsOffset() throws Exception {
        S3Prefix prefix = S3.server().fresh();
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment =
                        GraphEnvironment.onS3(prefix, S3.server().settings(), fixtures.allocator())) {
            Graph.init(environment, Batches.SCHEMA, "test");

            race(prefix);

            WriterKind.TWO_TABLES.ingest(environment, fixtures, 0);
            new WholeGraph(environment, WriterKind.TWO_TABLES.log()).check();
            assertThat(Graph.open(environment).newest().nextOffset(Batches.partition(0)))
                    .hasValue(RacingProcess.LOG_END);
        }
    }

    private void race(S3Prefix prefix) throws Exception {
        ChildJvm children = new ChildJvm(Directories.made(directory.resolve("shared")));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> processes = new ArrayList<>();
            List<Path> rooms =
                    List.of(Directories.made(directory.resolve("one")), Directories.made(directory.resolve("other")));
            for (Path room : rooms) {
                processes.add(threads.submit(() -> children.run(
                        room,
                        Map.of(),
                        RacingProcess.class,
                        prefix.prefix(),
                        S3.server().endpoint().toString())));
            }
            for (int i = 0; i < processes.size(); i++) {
                assertThat(processes.get(i).get())
                        .as(ChildJvm.output(rooms.get(i)))
                        .isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
