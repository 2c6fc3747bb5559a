package io.headgate.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.simulation.Campaign.Summary;
import org.junit.jupiter.api.Test;

/** As many schedules as a build has time for. */
final class SimulationIT {

    private static final String SCHEDULES = "headgate.simulation.schedules";

    @Test
    void everyPromiseIsKeptUnderAnySchedule() {
        int schedules = Integer.getInteger(SCHEDULES, 20_000);
        long start = System.nanoTime();

        Summary summary = Campaign.ofAllProcessors().run(1, schedules);

        System.out.printf(
                "%d schedules in %d s: %s%n",
                summary.schedules(), (System.nanoTime() - start) / 1_000_000_000, summary.statistics());
        assertThat(summary.broken().map(SimulationReport::text)).isEmpty();
    }
}
