package io.headgate.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The whole protocol, under as many schedules as a build has time for. */
final class SimulationTest {

    @Test
    void theSameSeedGivesTheSameTrace() {
        for (long seed = 1; seed <= 20; seed++) {
            SimulationReport once = Simulation.run(seed, SimulationOptions.DEFAULT);
            SimulationReport again = Simulation.run(seed, SimulationOptions.DEFAULT);

            assertThat(again.trace()).as("seed %d", seed).isEqualTo(once.trace());
        }
    }
}
