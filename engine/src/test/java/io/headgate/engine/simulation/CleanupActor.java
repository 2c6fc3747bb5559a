package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.cleanup.Cleanup;
import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.cleanup.Retention;
import io.headgate.recovery.error.RecoveryRequired;
import java.time.Duration;
import java.util.Random;

/** Gives up all but the newest versions, again and again, and removes what only the others need. */
final class CleanupActor extends GraphActor {

    private int runs;

    CleanupActor(String role, World world, Random random, int runs) {
        super(role, world, random);
        this.runs = runs;
    }

    @Override
    boolean work(Graph graph) {
        while (runs > 0) {
            begin();
            runs--;
            try (Cleanup cleanup = graph.cleanup(role())) {
                Retention retention = new Retention(1 + random().nextInt(3), Duration.ZERO, 1 + random().nextInt(20));
                if (random().nextInt(4) == 0) {
                    note("previews: keeps from " + cleanup.preview(retention).kept());
                }
                CleanupReport report = cleanup.run(retention);
                note("cleaned up to " + report.kept() + " with version " + report.published());
                scheduler().counters().cleanups += report.versions() > 0 ? 1 : 0;
            } catch (RecoveryRequired unsettled) {
                note(unsettled);
                scheduler()
                        .require(
                                "no table was moved by other hands",
                                true,
                                unsettled.tables().isEmpty());
            }
            if (random().nextBoolean()) {
                return runs == 0;
            }
        }
        return true;
    }
}
