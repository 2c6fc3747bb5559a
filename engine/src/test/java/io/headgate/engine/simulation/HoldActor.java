package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.cleanup.Hold;
import io.headgate.recovery.id.GraphVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Holds a version for a while. As long as it does, {@link Oracle} watches over what the version needs. */
final class HoldActor extends GraphActor {

    private static final int LONGEST_READ = 40;

    private int holds;

    HoldActor(String role, World world, Random random, int holds) {
        super(role, world, random);
        this.holds = holds;
    }

    @Override
    boolean work(Graph graph) {
        while (holds > 0) {
            begin();
            holds--;
            long newest = graph.newest().version().number();
            GraphVersion version = new GraphVersion(Math.max(1, newest - random().nextInt(4)));
            // A millisecond is a step.
            Duration ttl = Duration.ofMillis(1 + random().nextInt(2_000));
            Hold hold = graph.holds().place(version, ttl, Optional.empty(), role());
            world().oracle().held(hold);
            scheduler().counters().holds++;
            note("holds version " + version + " until " + hold.expiresAt());
            scheduler().rest(this, 1 + random().nextInt(LONGEST_READ));
            world().oracle().released(hold);
            graph.holds().release(hold.id());
        }
        return true;
    }
}
