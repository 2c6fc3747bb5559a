package io.headgate.bench.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that maintains beside a writer, for a moment. The run itself fails when a row is not right. */
final class BesideIT {

    @TempDir
    Path directory;

    @Test
    void bothGraphsGetTheSameAndOneIsMaintainedMeanwhile() {
        List<BesidePair> told = new ArrayList<>();
        BesidePlan plan = new BesidePlan(2, 1, 50, 1_000, 16, 0.1, MaintainPlan.DEFAULT, true, 1);

        BesideResult result = new BesideRun(plan, directory.resolve("work"), told::add).measure(Priority.NORMAL);

        assertThat(result.pairs()).isEqualTo(told).hasSize(2).allSatisfy(pair -> {
            assertThat(pair.alone().writes()).hasSameSizeAs(pair.beside().writes());
            assertThat(pair.ratio()).isPositive();
        });
        assertThat(result.maintenance().overtaken()).isZero();
        assertThat(directory).isEmptyDirectory();
    }
}
