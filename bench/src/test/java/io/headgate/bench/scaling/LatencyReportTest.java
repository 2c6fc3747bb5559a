package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.write.WriteMode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatencyReportTest {

    private final LatencyReport report = new LatencyReport(List.of(new LatencyResult(
            new LatencyCase(WriteMode.UPSERT, "200ms"), new Latency(1_000, 150.4, 321.0, 400), 4.5, 12)));

    @Test
    void theTableHasALineForEachCase() {
        assertThat(report.markdown().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("upsert", "200ms", " 150 ", " 321 ", " 4.5 "));
    }

    @Test
    void valuesForProgramsAreExact() {
        assertThat(report.values().get(0))
                .containsEntry("commit_every", "200ms")
                .containsEntry("records", 1_000L)
                .containsEntry("p50_ms", 150.4)
                .containsEntry("p99_ms", 321.0);
    }
}
