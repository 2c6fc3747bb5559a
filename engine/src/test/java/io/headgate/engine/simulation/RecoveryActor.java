package io.headgate.engine.simulation;

import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.OwnerLiveness;
import io.headgate.recovery.error.HeadgateException;
import java.util.Random;

/** Opens the graph for writing and looks for leftovers, again and again. */
final class RecoveryActor extends GraphActor {

    private int looks;

    RecoveryActor(String role, World world, Random random, int looks) {
        super(role, world, random);
        this.looks = looks;
    }

    /** One that takes every owner for gone, and looks twice: opening and once more. */
    private RecoveryActor(String role, World world, Random random, OwnerLiveness liveness) {
        super(role, world, random, liveness);
        this.looks = 1;
    }

    static RecoveryActor alone(String role, World world, Random random) {
        return new RecoveryActor(role, world, random, (owner, armedAt) -> true);
    }

    @Override
    boolean work(GraphWriter writer) {
        while (looks > 0) {
            looks--;
            begin();
            try {
                note("recovers");
                writer.refresh();
            } catch (HeadgateException e) {
                accept(e);
                return false;
            }
            if (random().nextInt(3) == 0) {
                return looks == 0;
            }
        }
        return true;
    }
}
