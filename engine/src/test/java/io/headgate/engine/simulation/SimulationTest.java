package io.headgate.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.simulation.Campaign.Summary;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulationTest {

    /** Nothing can come to its end so soon. */
    private static final SimulationOptions IMPATIENT = new SimulationOptions(2, 12, 5, 600, 5);

    @Test
    void everyPromiseIsKeptUnderAnyScheduleOfAFew() {
        Summary summary = Campaign.ofAllProcessors().run(1, 300);

        assertThat(summary.broken().map(SimulationReport::text)).isEmpty();
        assertThat(summary.schedules()).isEqualTo(300);
        Statistics seen = summary.statistics();
        assertThat(List.of(
                        seen.crashes(),
                        seen.sleeps(),
                        seen.failures(),
                        seen.lostAnswers(),
                        seen.lateEffects(),
                        seen.garbledReads(),
                        seen.conflicts(),
                        seen.loads(),
                        seen.rewinds(),
                        seen.cleanups(),
                        seen.holds(),
                        seen.recoveries(),
                        seen.waits().total(),
                        seen.waits().max()))
                .as("of everything that can go wrong, enough did: %s", seen)
                .allMatch(count -> count.longValue() > 0);
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(trace(seed)).as("seed %d", seed).isEqualTo(trace(seed)).hasSizeGreaterThan(100);
        }
        assertThat(trace(1)).isNotEqualTo(trace(2));
    }

    @Test
    void aSeedReplaysExactlyInAnotherProcess() throws Exception {
        for (long seed : List.of(3L, 4L)) {
            assertThat(replayedElsewhere(seed)).as("seed %d", seed).isEqualTo(trace(seed));
        }
    }

    @Test
    void aBrokenPromiseIsToldWithItsStoryAndReplaysFromTheSeed() {
        Summary summary = new Campaign(IMPATIENT, 2).run(7, 20);

        SimulationReport broken = summary.broken().orElseThrow();
        assertThat(broken.seed()).as("the lowest seed, whoever was faster").isEqualTo(7);
        assertThat(broken.violation().orElseThrow().invariant()).contains("comes to its end");
        assertThat(broken.text())
                .contains("source-0#1", "putIfAbsent __manifest/main/", "commit nodes/person-", "expected:", "actual:");
        assertThat(Simulation.run(7, IMPATIENT)).isEqualTo(broken);
    }

    private static List<String> trace(long seed) {
        return Simulation.run(seed, SimulationOptions.DEFAULT).trace();
    }

    private static List<String> replayedElsewhere(long seed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayMain.class.getName(),
                        Long.toString(seed))
                .redirectError(Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
