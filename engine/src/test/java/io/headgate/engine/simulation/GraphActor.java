package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.OwnerLiveness;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.IdSource;
import java.util.Random;

/** An actor that opens the graph for writing, and opens it again when it is not sure any more what it has. */
abstract class GraphActor extends Actor {

    private final World world;
    private final IdSource ids;
    private final OwnerLiveness liveness;

    GraphActor(String role, World world, Random random) {
        this(role, world, random, (owner, armedAt) -> random.nextBoolean());
    }

    GraphActor(String role, World world, Random random, OwnerLiveness liveness) {
        super(role, world.scheduler(), random);
        this.world = world;
        this.ids = new IdSource(world.clock(), random);
        this.liveness = liveness;
    }

    final World world() {
        return world;
    }

    /** Works until there is nothing more to do (true), or until the graph is to be opened anew (false). */
    abstract boolean work(Graph graph);

    @Override
    final void live() {
        boolean finished = false;
        while (!finished) {
            begin();
            try {
                finished = work(open());
            } catch (HeadgateException e) {
                accept(e);
            }
        }
    }

    private Graph open() {
        GraphEnvironment environment = world.environment(this, ids, liveness);
        Graph graph = Graph.open(environment);
        if (!graph.schema().sha256().equals(world.schema())) {
            throw scheduler()
                    .violated(
                            "a graph is opened with its schema",
                            world.schema(),
                            graph.schema().sha256());
        }
        note("opened");
        return graph;
    }

    /** What was reported as published must be what is there. */
    final void requirePublished(GraphManifest reported) {
        GraphManifest newest = world.oracle().newest();
        if (newest.version().compareTo(reported.version()) < 0) {
            throw scheduler()
                    .violated("a version that a writer reports was published", newest.version(), reported.version());
        }
        world.oracle().requireReal(reported);
    }
}
