package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.write.OffsetChange.Rewind;
import io.headgate.engine.write.OffsetReport;
import io.headgate.engine.write.Offsets;
import io.headgate.recovery.error.BadConfiguration;
import java.util.List;
import java.util.Random;

/** Rewinds a partition to any offset that the graph contains, and then reads it to the end like an owner. */
final class RewindActor extends SourceActor {

    private int rewinds;

    RewindActor(String role, World world, Random random, int partition, int rewinds) {
        super(role, world, random, partition);
        this.rewinds = rewinds;
    }

    @Override
    boolean work(Graph graph) {
        while (rewinds > 0) {
            long next = SourceLog.nextOffset(graph.newest(), partition());
            rewinds--;
            if (next > 0) {
                rewind(graph, random().nextInt((int) next));
            }
        }
        return super.work(graph);
    }

    private void rewind(Graph graph, long offset) {
        note("rewinds partition " + partition() + " to " + offset);
        try (Offsets offsets = graph.offsets(role())) {
            OffsetReport report = offsets.run(
                    List.of(new Rewind(SourceLog.partition(partition()).topic(), partition(), offset)), "simulated");
            note("rewound it with version " + report.changedIn());
            scheduler().counters().rewinds += report.changes() ? 1 : 0;
        } catch (BadConfiguration overtaken) {
            // Another one has rewound it further meanwhile.
            note(overtaken);
        }
    }
}
