package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.Twins;
import io.headgate.engine.table.TableFixtures;

/** Cleanup over the in-memory twins, which must not be told from the real stores. */
final class MemoryCleanupTest extends CleanupContract {

    private final Twins twins = new Twins();

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return twins.open(fixtures);
    }
}
