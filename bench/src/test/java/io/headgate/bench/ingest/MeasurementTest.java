package io.headgate.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasurementTest {

    @Test
    void survivesTheWayThroughAFile(@TempDir Path directory) {
        Measurement measurement = new Measurement(10, 20, 30, 40, 50, 60, Map.of("stage", 1.5, "commits", 2.0));
        Path file = directory.resolve("result.properties");

        measurement.toSettings().store(file);

        assertThat(Measurement.of(Settings.load(file))).isEqualTo(measurement);
    }

    @Test
    void figuresHaveTheirUnits() {
        Measurement measurement = new Measurement(2_000_000, 4_000_000_000L, 3_000_000_000L, 0, 0, 6_000_000, Map.of());

        assertThat(measurement.recordsPerSecond()).isEqualTo(500_000);
        assertThat(measurement.cpuSecondsPerMillion()).isEqualTo(1.5);
        assertThat(measurement.bytesPerRecord()).isEqualTo(3);
    }
}
