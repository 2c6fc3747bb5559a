package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Cleanup over real Lance tables on the local disk. */
final class LanceCleanupTest extends CleanupContract {

    @TempDir
    Path directory;

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
    }
}
