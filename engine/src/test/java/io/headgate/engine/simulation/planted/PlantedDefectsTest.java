package io.headgate.engine.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A simulation that finds nothing shows nothing, unless it finds what is there to be found. */
final class PlantedDefectsTest {

    private static final long FIRST_SEED = 1;
    private static final int SCHEDULES = 4_000;

    @TempDir
    Path workplace;

    @ParameterizedTest
    @EnumSource(Defect.class)
    void theSimulationFinds(Defect defect) throws Exception {
        try (DefectiveProtocol defective = DefectiveProtocol.with(defect.edits(), workplace)) {
            String violation = defective.violationOf(FIRST_SEED, SCHEDULES);

            assertThat(violation)
                    .as("%s within %d schedules", defect, SCHEDULES)
                    .isNotEmpty();
            LoggerFactory.getLogger(getClass())
                    .info("{}: {}", defect, violation.substring(violation.lastIndexOf("\nseed ") + 1));
        }
    }

    @Test
    void inTheUnchangedProtocolItFindsNothing() throws Exception {
        try (DefectiveProtocol unchanged = DefectiveProtocol.with(List.of(), workplace)) {
            assertThat(unchanged.violationOf(FIRST_SEED, SCHEDULES / 4)).isEmpty();
        }
    }
}
