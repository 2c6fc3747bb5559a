package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteResult;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.TableId;
import java.util.List;
import java.util.Random;

/**
 * Writes rows that no source can replay: a load, or maintenance. It never tries the same load twice, whatever became of it.
 */
final class LoadActor extends GraphActor {

    private final int count;
    private int next;

    LoadActor(String role, World world, Random random, int count) {
        super(role, world, random);
        this.count = count;
    }

    @Override
    boolean work(Graph graph) {
        try (GraphWriter writer = graph.writer(role())) {
            return work(writer);
        }
    }

    private boolean work(GraphWriter writer) {
        while (next < count) {
            begin();
            String name = LoadLedger.name(role(), next++);
            try {
                write(writer, name);
            } catch (HeadgateException e) {
                accept(e);
                if (e instanceof Conflict) {
                    world().loads().refused(name);
                }
                if (random().nextBoolean()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What the load is checked against: mostly nothing, because such a load often has to be refused. */
    private List<TableId> reads(GraphManifest manifest) {
        return switch (random().nextInt(5)) {
            case 0 -> List.of(Tables.people(manifest).id());
            case 1 -> List.of(Tables.follows(manifest).id());
            default -> List.of();
        };
    }

    private void write(GraphWriter writer, String name) {
        int people = random().nextInt(3);
        int follows = people == 0 ? 1 : random().nextInt(2);
        WriteMode mode = random().nextBoolean() ? WriteMode.APPEND : WriteMode.UPSERT;
        List<TableId> reads = reads(writer.current());
        note("writes " + name + ": " + mode + " of " + people + " people, " + follows + " edges, reads " + reads);
        try (Batch batch = world().batch()) {
            WriteResult result = writer.write(
                    batch.load(writer.current(), world().loads().open(name, people, follows), mode, reads));
            note("wrote " + name + " with version " + result.manifest().version());
            requirePublished(result.manifest());
            world().loads().written(name);
        }
    }
}
