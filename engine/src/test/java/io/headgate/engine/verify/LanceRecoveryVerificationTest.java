package io.headgate.engine.verify;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.lance.LanceTableInspection;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Over real Lance tables on the local disk, in this very process: none of them is damaged. */
final class LanceRecoveryVerificationTest extends RecoveryVerificationContract {

    @TempDir
    Path directory;

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
    }

    @Override
    TableInspection inspection(TableFixtures fixtures) {
        return new LanceTableInspection(directory, fixtures.allocator());
    }
}
