package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.OwnerLiveness;
import io.headgate.engine.write.Recovery;
import io.headgate.recovery.error.HeadgateException;
import java.util.Random;

/** Settles leftovers, again and again: as every writer does when it comes in, or as somebody who asks for it. */
final class RecoveryActor extends GraphActor {

    private int looks;
    private boolean onlyComesIn;

    RecoveryActor(String role, World world, Random random, int looks) {
        super(role, world, random);
        this.looks = looks;
    }

    private RecoveryActor(String role, World world, Random random, OwnerLiveness liveness) {
        super(role, world, random, liveness);
        this.looks = 1;
    }

    /** One that takes every owner for gone, and looks once. */
    static RecoveryActor alone(String role, World world, Random random) {
        return new RecoveryActor(role, world, random, (owner, armedAt) -> true);
    }

    /** The same as a writer that comes in: it must have nothing to do. */
    static RecoveryActor again(String role, World world, Random random) {
        RecoveryActor actor = alone(role, world, random);
        actor.onlyComesIn = true;
        return actor;
    }

    @Override
    boolean work(Graph graph) {
        return onlyComesIn || random().nextBoolean() ? comeInAsWriter(graph) : recover(graph);
    }

    private boolean comeInAsWriter(Graph graph) {
        try (GraphWriter writer = graph.writer(role())) {
            while (--looks > 0 && random().nextInt(3) > 0) {
                refresh(writer);
            }
        }
        return looks <= 0;
    }

    private void refresh(GraphWriter writer) {
        begin();
        try {
            writer.refresh();
        } catch (HeadgateException e) {
            accept(e);
        }
    }

    private boolean recover(Graph graph) {
        try (Recovery recovery = graph.recovery(role())) {
            if (random().nextInt(4) == 0) {
                note("previews: " + recovery.preview().intents().size() + " intents");
            }
            note("recovered up to version " + recovery.run().after());
        }
        looks--;
        return looks <= 0;
    }
}
