package io.headgate.engine.verify;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableInspection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A small graph to be damaged. */
abstract class VerificationHarness {

    final TableFixtures fixtures = new TableFixtures();
    GraphEnvironment environment;
    SmallGraph graph;

    /** Stores on the same data every time. */
    abstract GraphEnvironment open(TableFixtures fixtures);

    abstract TableInspection inspection(TableFixtures fixtures);

    @BeforeEach
    final void make() {
        environment = open(fixtures);
        graph = SmallGraph.make(environment, fixtures);
    }

    @AfterEach
    final void release() {
        environment.close();
        fixtures.close();
    }

    final VerificationReport verify(VerifyRequest request) {
        return Verification.ofStores(environment.objects(), environment.tables(), inspection(fixtures), request);
    }
}
