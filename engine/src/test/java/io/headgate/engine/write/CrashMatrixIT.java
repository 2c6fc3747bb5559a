package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import java.nio.file.Path;
import java.util.List;

/** The crash matrix on the local disk. */
final class CrashMatrixIT extends CrashMatrix {

    @Override
    GraphEnvironment open(String graph, TableFixtures fixtures) {
        return GraphEnvironment.local(files(graph), Durability.PROCESS_CRASH, fixtures.allocator());
    }

    @Override
    List<String> arguments(String graph) {
        return List.of(files(graph).toString());
    }

    @Override
    Path files(String graph) {
        return directory.resolve("graphs-" + graph);
    }

    @Override
    List<WriterKind> defaultKinds() {
        return List.of(WriterKind.values());
    }
}
