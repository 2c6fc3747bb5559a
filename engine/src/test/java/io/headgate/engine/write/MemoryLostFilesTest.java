package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.Twins;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.TableFixtures;

/** Lost files over the in-memory twins, which must not be told from the real stores. */
final class MemoryLostFilesTest extends LostFilesContract {

    private final Twins twins = new Twins();

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return twins.open(fixtures);
    }

    @Override
    void age(TablePin table) {
        // the twin has no time
    }

    @Override
    void forget(TablePin table) {
        twins.tables().loseStagedFiles(table.path());
    }

    @Override
    void loseWithoutCleanup(TablePin table) {
        forget(table);
    }
}
