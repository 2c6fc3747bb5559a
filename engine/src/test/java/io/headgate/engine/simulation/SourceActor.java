package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.OwnerLiveness;
import io.headgate.engine.write.WriteResult;
import io.headgate.recovery.error.HeadgateException;
import java.util.List;
import java.util.Random;

/** Believes that it owns a partition, and writes it batch by batch from the graph's offset. Ends when the graph has it all. */
class SourceActor extends GraphActor {

    private static final int LARGEST_BATCH = 4;

    private final int partition;

    SourceActor(String role, World world, Random random, int partition) {
        super(role, world, random);
        this.partition = partition;
    }

    private SourceActor(String role, World world, Random random, int partition, OwnerLiveness liveness) {
        super(role, world, random, liveness);
        this.partition = partition;
    }

    /** One that takes nobody for gone. */
    static SourceActor trusting(String role, World world, Random random, int partition) {
        return new SourceActor(role, world, random, partition, (owner, armedAt) -> false);
    }

    final int partition() {
        return partition;
    }

    @Override
    boolean work(Graph graph) {
        try (GraphWriter writer = graph.writer(role())) {
            return work(writer);
        }
    }

    private boolean work(GraphWriter writer) {
        boolean stale = false;
        while (true) {
            begin();
            try {
                GraphManifest known = stale || random().nextInt(4) > 0 ? writer.refresh() : writer.current();
                long from = SourceLog.nextOffset(known, partition);
                long epoch = SourceLog.epoch(known, partition);
                if (from == world().log().end(partition)) {
                    return true;
                }
                write(writer, from, epoch);
                stale = false;
            } catch (HeadgateException e) {
                accept(e);
                if (random().nextBoolean()) {
                    return false;
                }
                stale = true;
            }
        }
    }

    private void write(GraphWriter writer, long from, long epoch) {
        long to = Math.min(world().log().end(partition), from + 1 + random().nextInt(LARGEST_BATCH));
        note("writes [" + from + ", " + to + ") of partition " + partition + " in epoch " + epoch);
        try (Batch batch = world().batch()) {
            WriteResult result = writer.write(batch.ingest(
                    writer.current(),
                    List.of(SourceLog.claim(partition, from, to, epoch)),
                    world().log().records(partition, from, to)));
            note("wrote it with version " + result.manifest().version());
            requirePublished(result.manifest());
            long reached = SourceLog.nextOffset(world().oracle().newest(), partition);
            boolean rewound = SourceLog.epoch(world().oracle().newest(), partition) > epoch;
            if (reached < to && !rewound) {
                throw scheduler()
                        .violated(
                                "a batch that was reported as written is visible", "offset " + to, "offset " + reached);
            }
        }
    }
}
