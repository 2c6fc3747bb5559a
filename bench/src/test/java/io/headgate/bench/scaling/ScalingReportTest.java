package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.bench.scaling.Plot.Line;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.write.WriteMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScalingReportTest {

    private static final Map<SeamOperation, Long> CALLS = Map.of(SeamOperation.COMMIT, 10L, SeamOperation.GET, 35L);
    private static final ScalingResult ALONE = result(1, 30, 100_000);
    private static final ScalingResult EIGHT = result(8, 30, 600_000);
    private static final ScalingResult ALONE_UNDELAYED = result(1, 0, 400_000);
    private static final ScalingResult EIGHT_UNDELAYED = result(8, 0, 800_000);

    private final ScalingReport report = new ScalingReport(List.of(ALONE, EIGHT, ALONE_UNDELAYED, EIGHT_UNDELAYED));

    @Test
    void everyCaseIsComparedWithOneWorkerOfTheSameDelay() {
        assertThat(report.timesOneWorker(EIGHT)).contains(6.0);
        assertThat(report.timesOneWorker(EIGHT_UNDELAYED)).contains(2.0);
        assertThat(report.timesOneWorker(ALONE)).contains(1.0);
    }

    @Test
    void aDelayedCaseIsComparedWithTheSameWithoutDelay() {
        assertThat(report.ofUndelayed(EIGHT)).contains(0.75);
        assertThat(report.ofUndelayed(EIGHT_UNDELAYED)).isEmpty();
    }

    @Test
    void whatWasNotMeasuredIsNotComparedWith() {
        ScalingReport some = new ScalingReport(List.of(EIGHT));

        assertThat(some.timesOneWorker(EIGHT)).isEmpty();
        assertThat(some.ofUndelayed(EIGHT)).isEmpty();
    }

    @Test
    void theTableHasALineForEachCase() {
        assertThat(report.markdown().lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains("append", " 600 k ", " 6.00 ", " 75 % "));
    }

    @Test
    void callsAreShownForEachVersionByKind() {
        assertThat(report.calls().lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains(" get ", " commit "))
                .anySatisfy(line -> assertThat(line).contains(" 8 ", " 3.5 ", " 1.0 "));
    }

    @Test
    void valuesForProgramsHaveTheComparisons() {
        assertThat(report.values().get(1))
                .containsEntry("workers", 8)
                .containsEntry("delay_ms", 30L)
                .containsEntry("times_one_worker", 6.0)
                .containsEntry("of_undelayed", 0.75);
    }

    @Test
    void theLatencyPlotShowsDelayedCasesOnly() {
        assertThat(report.throughput().lines())
                .extracting(Line::name)
                .containsExactly("append, 30 ms a call", "append, no delay");
        assertThat(report.throughput().lines().get(0).values()).containsExactly(0.1, 0.6);
        assertThat(report.commitLatency().lines()).extracting(Line::name).containsExactly("append, 30 ms a call");
    }

    private static ScalingResult result(int workers, long delayMillis, long records) {
        ScalingCase measured = new ScalingCase(WriteMode.APPEND, workers, Duration.ofMillis(delayMillis));
        return new ScalingResult(measured, 1, records, 10, 20, CALLS, 1.5, 0, new Latency(20, 40, 90, 95));
    }
}
