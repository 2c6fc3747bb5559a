package io.headgate.bench.maintain;

import com.sun.management.OperatingSystemMXBean;
import io.headgate.bench.ingest.Directories;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Writes the same batches to two graphs, a few seconds to one and then to the other, while a process maintains one of them. Which
 * of the two comes first changes from pair to pair; maintenance is frozen while the other one is written, so that it gets no time of its own.
 */
final class BesideRun {

    private static final int REHEARSED = 6;

    private final BesidePlan plan;
    private final Path directory;
    private final Consumer<BesidePair> progress;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * @param directory for everything that is written; removed afterwards
     * @param progress told of each pair
     */
    BesideRun(BesidePlan plan, Path directory, Consumer<BesidePair> progress) {
        this.plan = plan;
        this.directory = directory;
        this.progress = progress;
    }

    BesideResult measure(Priority priority) {
        Directories.remove(directory);
        try (BufferAllocator allocator = new RootAllocator();
                UpsertedGraph alone = UpsertedGraph.create(directory.resolve("alone"), allocator);
                UpsertedGraph beside = UpsertedGraph.create(directory.resolve("beside"), allocator)) {
            ExpectedRows expected = new ExpectedRows();
            alone.fill(plan.keys(), plan.fragments(), expected);
            beside.fill(plan.keys(), plan.fragments(), expected);
            try (MaintainerProcess maintainer = MaintainerProcess.start(
                            beside.directory(), plan.maintained(), priority, directory.resolve("maintenance"));
                    Maintainer tidier = new MaintainThread(alone.directory(), plan.maintained(), () -> 0)) {
                return new Pairs(alone, beside, maintainer, tidier, expected, new PeopleRows(allocator)).run(priority);
            }
        } finally {
            Directories.remove(directory);
        }
    }

    /** Both graphs and those who work on them. */
    private final class Pairs {

        private final UpsertedGraph alone;
        private final UpsertedGraph beside;
        private final MaintainerProcess maintainer;
        private final Maintainer tidier;
        private final ExpectedRows expected;
        private final PeopleRows people;
        private final ChangeStream changes =
                new ChangeStream(plan.keys(), plan.rows(), plan.deletedShare(), plan.seed());

        Pairs(
                UpsertedGraph alone,
                UpsertedGraph beside,
                MaintainerProcess maintainer,
                Maintainer tidier,
                ExpectedRows expected,
                PeopleRows people) {
            this.alone = alone;
            this.beside = beside;
            this.maintainer = maintainer;
            this.tidier = tidier;
            this.expected = expected;
            this.people = people;
        }

        BesideResult run(Priority priority) {
            int commits = rehearse();
            TableGauge before = beside.gauge(0);
            List<BesidePair> pairs = new ArrayList<>();
            for (int number = 0; number < plan.pairs(); number++) {
                if (plan.tidy()) {
                    tidier.finish();
                }
                BesidePair pair = pair(commits, number % 2 == 0);
                pairs.add(pair);
                progress.accept(pair);
            }
            maintainer.thaw();
            maintainer.rest();
            TableGauge after = beside.gauge(0);
            TableGauge aloneAfter = alone.gauge(0);
            alone.requireExact(expected, false);
            beside.requireExact(expected, true);
            return new BesideResult(priority, plan, pairs, before, after, aloneAfter, system.getSystemLoadAverage());
        }

        /** Lets everything be loaded and compiled; says how many commits take about as long as a chunk is to. */
        private int rehearse() {
            maintainer.begin();
            maintainer.look();
            maintainer.freeze();
            ChunkTimes first = pair(REHEARSED, true).alone();
            double typical = first.writes().stream()
                    .mapToDouble(WriteObserved::seconds)
                    .sorted()
                    .skip(REHEARSED / 2)
                    .findFirst()
                    .orElseThrow();
            return (int) Math.max(1, Math.round(plan.chunkSeconds() / typical));
        }

        private BesidePair pair(int commits, boolean aloneFirst) {
            List<List<KeyChange>> batches = changes.next(commits);
            batches.forEach(expected::apply);
            List<RowChunk> chunks = new ArrayList<>();
            try {
                batches.forEach(batch -> chunks.add(people.of(batch)));
                if (aloneFirst) {
                    ChunkTimes first = write(alone, chunks);
                    return besideMaintenance(chunks, first);
                }
                BesidePair pair = besideMaintenance(chunks, ChunkTimes.NONE);
                return new BesidePair(write(alone, chunks), pair.beside(), pair.maintenance());
            } finally {
                chunks.forEach(RowChunk::close);
            }
        }

        private BesidePair besideMaintenance(List<RowChunk> chunks, ChunkTimes without) {
            maintainer.thaw();
            Progress earlier = maintainer.look();
            ChunkTimes with = write(beside, chunks);
            Progress later = maintainer.look();
            maintainer.freeze();
            return new BesidePair(without, with, later.since(earlier));
        }

        private ChunkTimes write(UpsertedGraph graph, List<RowChunk> chunks) {
            List<WriteObserved> writes = new ArrayList<>();
            long cpu = system.getProcessCpuTime();
            for (RowChunk chunk : chunks) {
                long start = System.nanoTime();
                WriteResult result = graph.upsert(chunk);
                writes.add(WriteObserved.of(result, System.nanoTime() - start));
            }
            return new ChunkTimes(writes, (system.getProcessCpuTime() - cpu) / 1e9);
        }
    }
}
