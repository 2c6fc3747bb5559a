package io.headgate.bench.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.bench.scaling.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LongRunReportTest {

    private final LongRunReport report = new LongRunReport(result());

    @Test
    void everySampleIsALineOfTheTable() {
        assertThat(report.tsv().lines()).hasSize(16).element(0).asString().startsWith("graph\tcommits\tfragments");
        assertThat(report.tsv()).contains("unmaintained\t500\t500\t").contains("maintained\t1000\t8\t");
    }

    @Test
    void whatIsFlatAndWhatGrowsIsSaid() {
        assertThat(report.growth(true, sample -> (double) sample.table().fragments()))
                .hasValue(1.0);
        assertThat(report.growth(false, sample -> (double) sample.table().fragments()))
                .hasValue(5.0);
        assertThat(report.growth()).containsKeys("maintained", "unmaintained");
    }

    @Test
    void aGraphThatWasLeftEarlierHasAShorterLine() {
        assertThat(report.plots().get("longrun-fragments.svg").lines())
                .extracting(line -> line.values().stream()
                        .filter(value -> !Double.isNaN(value))
                        .count())
                .containsExactly(10L, 5L);
    }

    @Test
    void whatWasNotCountedIsLeftOut() {
        assertThat(report.values().get(0)).doesNotContainKey("disk_files").containsEntry("commits", 100);
        assertThat(report.markdown()).contains("12 fragments became 3");
    }

    @Test
    void samplesAreTakenAtWholeDistances() {
        assertThatThrownBy(() -> plan(150, 100)).hasMessageContaining("multiples");
        assertThatThrownBy(() -> plan(100, 200)).hasMessageContaining("at most as many");
    }

    private static LongRunResult result() {
        List<LongRunSample> samples = new ArrayList<>();
        for (int commits = 100; commits <= 1000; commits += 100) {
            samples.add(sample(commits, true, 8));
            if (commits <= 500) {
                samples.add(sample(commits, false, commits));
            }
        }
        return new LongRunResult(plan(1000, 500), samples, new Progress(4, 12, 3, 100, 1, 0, 0, 0, 1.5), 2);
    }

    private static LongRunPlan plan(int commits, int compared) {
        return new LongRunPlan(
                commits, compared, 100, 10, 100, 0, MaintainPlan.DEFAULT, Priority.NORMAL, true, false, 1);
    }

    private static LongRunSample sample(int commits, boolean maintained, int fragments) {
        Latency latency = new Latency(100, 1, 2, 3);
        return new LongRunSample(
                commits,
                maintained,
                new TableGauge(fragments, 1, 5, 2L * fragments, 1 << 20, 1, 2),
                latency,
                latency,
                latency,
                latency,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void plansSurviveTheCommandLine() {
        MaintainPlan plan = MaintainPlan.DEFAULT.withEvery(7).withCleanup(50, 9);

        assertThat(MaintainPlan.of(plan.arguments())).isEqualTo(plan);
        assertThat(plan.limits().mostCommits()).isOne();
        assertThat(Map.copyOf(Priority.LOW.environment())).containsEntry("LANCE_CPU_THREADS", "1");
        assertThat(Priority.LOW.command(List.of("java"))).containsExactly("nice", "-n", "19", "java");
        assertThat(Priority.NORMAL.command(List.of("java"))).containsExactly("java");
    }
}
