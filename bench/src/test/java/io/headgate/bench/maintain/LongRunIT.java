package io.headgate.bench.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short long run. The run itself fails when a row is not right, or a graph does not verify. */
final class LongRunIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTableThatIsMaintainedStaysSmallAndOneThatIsNotGrows(boolean inProcess) {
        List<LongRunSample> told = new ArrayList<>();
        MaintainPlan maintained = MaintainPlan.DEFAULT.withCleanup(20, 5);
        LongRunPlan plan = new LongRunPlan(60, 40, 20, 20, 400, 0.1, maintained, Priority.LOW, inProcess, true, 1);

        LongRunResult result = new LongRun(plan, directory.resolve("work"), told::add).run();

        assertThat(result.samples()).isEqualTo(told).hasSize(5);
        assertThat(result.of(false).get(1).table().fragments()).isGreaterThan(20);
        assertThat(result.progress().commits()).isPositive();
        assertThat(result.progress().cleanups()).isPositive();
        assertThat(directory).isEmptyDirectory();
    }
}
