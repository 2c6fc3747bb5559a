package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.write.WriteMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real workers and a real broker, for a moment. */
final class ProcessRunIT {

    private static final ScalingCase CASE = new ScalingCase(WriteMode.UPSERT, 2, Duration.ofMillis(50));

    /** So that one worker alone cannot read everything before the other one is in the group. */
    private static final Map<String, String> SMALL_BATCHES = Map.of("every", "100ms", "max-rows", "10000");

    /** Longer than there are records for. */
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    /** The run itself fails when records are lost or repeated. */
    @Test
    void workersThatShareATopicWriteEveryRecordOnceAndLeaveNothingBehind() throws InterruptedException {
        List<ScalingResult> told = new ArrayList<>();

        List<ScalingResult> results =
                bench(told).processes(new ProcessPlan(640_000, SMALL_BATCHES, Duration.ZERO, LONG, Duration.ZERO, 1));

        assertThat(results).singleElement().isSameAs(told.get(0)).satisfies(result -> {
            assertThat(result.records()).isPositive();
            assertThat(result.commit().count()).isPositive();
            assertThat(result.commit().p50()).isGreaterThan(50);
            assertThat(result.allCalls()).isPositive();
            assertThat(result.cpuSeconds()).isPositive();
        });
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void tooFewRecordsAreSaidNotMeasured() {
        assertThatThrownBy(() -> bench(new ArrayList<>())
                        .processes(new ProcessPlan(16_000, SMALL_BATCHES, Duration.ZERO, LONG, LONG, 1)))
                .hasMessageContaining("--records");
        assertThat(directory).isEmptyDirectory();
    }

    private ScalingBench bench(List<ScalingResult> told) {
        return new ScalingBench(List.of(CASE), directory.resolve("work"), told::add);
    }
}
