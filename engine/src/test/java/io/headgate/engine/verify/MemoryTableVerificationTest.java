package io.headgate.engine.verify;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.Twins;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableInspection;

/** Over the in-memory twins. */
final class MemoryTableVerificationTest extends TableVerificationContract {

    private final Twins twins = new Twins();

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return twins.open(fixtures);
    }

    @Override
    TableInspection inspection(TableFixtures fixtures) {
        return twins.inspection();
    }
}
