package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.Twins;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamCall;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.decide.TableShape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That kinds of writers come by what they are there for. */
final class WriterKindTest {

    private final TableFixtures fixtures = new TableFixtures();
    private final GraphEnvironment environment = new Twins().open(fixtures);

    @AfterEach
    void close() {
        fixtures.close();
    }

    @Test
    void optimizeRewritesDeletesAgainAndRegisters() {
        WriterKind.OPTIMIZE.prepare(environment, fixtures);
        FaultySeams seams = new FaultySeams(FaultPlan.NONE);

        WriterKind.OPTIMIZE.write(seams.around(environment), fixtures);

        assertThat(seams.calls().stream().map(SeamCall::operation).filter(SeamOperation.COMMIT::equals))
                .as("the other writer, and three steps")
                .hasSize(4);
    }

    @Test
    void aDeadMaintainerIsFoundBetweenItsSteps() {
        WriterKind.RECOVERY_OF_AN_OPTIMIZE.prepare(environment, fixtures);

        try (Recovery recovery = Graph.open(environment).recovery("operator")) {
            assertThat(recovery.preview().intents())
                    .singleElement()
                    .satisfies(intent -> assertThat(intent.tables())
                            .singleElement()
                            .satisfies(table -> assertThat(table.shape()).isEqualTo(TableShape.PARTIAL)));
        }
    }
}
