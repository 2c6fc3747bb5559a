package io.headgate.bench.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BesideResultTest {

    private final BesideResult result = result(
            pair(write(1, 0.5, false), write(1, 0.5, false)),
            pair(write(2, 0.5, true), write(1, 0.5, false)),
            pair(write(1.25, 0.75, false), write(1, 0.5, false)));

    @Test
    void ratiosAreThroughputsWithAndWithout() {
        assertThat(result.ratios()).containsExactly(0.5, 0.8, 1.0);
        assertThat(result.median()).isEqualTo(0.8);
    }

    @Test
    void stagingIsToldFromTheRest() {
        assertThat(result.stageRatio()).isCloseTo(1.75 / 1.5, within(1e-9));
        assertThat(result.protocolRatio()).isCloseTo(2.5 / 1.5, within(1e-9));
    }

    @Test
    void whatMeetingMaintenanceCostsIsToldFromAllThatWasLost() {
        assertThat(result.lostSeconds()).isCloseTo(1.25, within(1e-9));
        assertThat(result.met()).isOne();
        assertThat(result.protocolSeconds()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void nothingMetCostsNothing() {
        assertThat(result(pair(write(2, 1, false), write(1, 1, false))).protocolSeconds())
                .isZero();
    }

    @Test
    void theReportHasALineForEachPriority() {
        BesideReport report = new BesideReport(List.of(result));

        assertThat(report.markdown()).contains("| one thread ").contains("0.50 to 1.00");
        assertThat(report.values())
                .singleElement()
                .satisfies(
                        values -> assertThat(values).containsEntry("ratio", 0.8).containsEntry("met_maintenance", 1L));
    }

    private static BesideResult result(BesidePair... pairs) {
        TableGauge gauge = new TableGauge(1, 1, 0, 1, 1, 1, 1);
        BesidePlan plan = new BesidePlan(pairs.length, 1, 10, 10, 1, 0, MaintainPlan.DEFAULT, false, 1);
        return new BesideResult(Priority.ONE_THREAD, plan, List.of(pairs), gauge, gauge, gauge, 2);
    }

    private static BesidePair pair(WriteObserved beside, WriteObserved alone) {
        return new BesidePair(
                new ChunkTimes(List.of(alone), 1), new ChunkTimes(List.of(beside), 1), Progress.NONE.plusCleanup());
    }

    private static WriteObserved write(double seconds, double stage, boolean met) {
        return new WriteObserved(seconds, stage, met, 0);
    }
}
