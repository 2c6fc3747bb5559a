package io.headgate.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.bench.ingest.Report.Results;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private static final CaseSpec PEER = CaseSpec.of("peer", "what others do", Work.NAIVE_LOOP);
    private static final CaseSpec OURS = CaseSpec.of("ours", "what we do", Work.WORKER);

    @Test
    void ratioIsTheOneOfTheMedians() {
        Summary peer = new Summary(PEER, List.of(perSecond(1), perSecond(100), perSecond(2)));
        Summary ours = new Summary(OURS, List.of(perSecond(3), perSecond(5)));

        assertThat(rowOf("ours", peer, ours)).contains(" 4.000 M |", " 3.000 M – 5.000 M ", " 2.00 |");
    }

    @Test
    void withoutThePeerThereIsNoRatio() {
        Summary ours = new Summary(OURS, List.of(perSecond(3)));

        assertThat(rowOf("ours", ours)).contains(" 3.000 M |").contains("|       |");
    }

    @Test
    void phasesAreThoseOfTheRunInTheMiddle() {
        Summary ours = new Summary(
                OURS, List.of(withStage(perSecond(1), 10), withStage(perSecond(9), 30), withStage(perSecond(2), 20)));

        String report = Report.of(List.of(new Results(new CaseGroup("Group", "peer", List.of()), List.of(ours))));

        assertThat(report.substring(report.indexOf("Where the time goes"))).contains("|       20 |");
    }

    private static String rowOf(String name, Summary... summaries) {
        String report = Report.of(List.of(new Results(new CaseGroup("Group", "peer", List.of()), List.of(summaries))));
        return report.lines()
                .filter(line -> line.startsWith("| " + name + " "))
                .findFirst()
                .orElseThrow();
    }

    private static Measurement perSecond(int millions) {
        return new Measurement(millions * 1_000_000L, 1_000_000_000L, 1, 1, 1, 1, Map.of());
    }

    private static Measurement withStage(Measurement run, double milliseconds) {
        return new Measurement(run.records(), run.nanos(), run.cpuNanos(), 1, 1, 1, Map.of("stage", milliseconds));
    }
}
