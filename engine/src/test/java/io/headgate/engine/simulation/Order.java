package io.headgate.engine.simulation;

import java.util.List;
import java.util.Random;

/** Decides which actor goes on when several could. Has state of its own, and is for one schedule. */
interface Order {

    /** @param awake those who could, in the order in which they were added; at least one */
    Actor next(List<Actor> awake);

    static Order random(Random random) {
        return awake -> awake.get(random.nextInt(awake.size()));
    }

    /** Everybody makes one step after the other. */
    static Order roundRobin() {
        long[] turn = {0};
        return awake -> awake.get((int) (turn[0]++ % awake.size()));
    }
}
