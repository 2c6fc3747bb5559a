package io.headgate.bench.maintain;

import io.headgate.bench.ingest.Directories;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Commits to a graph while it is maintained, and the same to one that is not. The two take turns after every few commits, and
 * begin in turns, so that whatever else the machine has to do is there for both; maintenance rests while the other one is written.
 */
final class LongRun {

    private final LongRunPlan plan;
    private final Path directory;
    private final Consumer<LongRunSample> progress;

    /**
     * @param directory for everything that is written; removed afterwards
     * @param progress told of each sample
     */
    LongRun(LongRunPlan plan, Path directory, Consumer<LongRunSample> progress) {
        this.plan = plan;
        this.directory = directory;
        this.progress = progress;
    }

    LongRunResult run() {
        Directories.remove(directory);
        try (BufferAllocator allocator = new RootAllocator();
                UpsertedGraph kept = UpsertedGraph.create(directory.resolve("maintained"), allocator);
                UpsertedGraph left = UpsertedGraph.create(directory.resolve("unmaintained"), allocator)) {
            ExpectedRows expected = new ExpectedRows();
            kept.fill(plan.keys(), 1, expected);
            left.fill(plan.keys(), 1, expected);
            try (Maintainer maintainer = maintainer(kept)) {
                return run(new PeopleRows(allocator), kept, left, maintainer, expected);
            }
        } finally {
            Directories.remove(directory);
        }
    }

    private Maintainer maintainer(UpsertedGraph graph) {
        return plan.inProcess()
                ? new MaintainThread(graph.directory(), plan.maintained(), () -> 0)
                : MaintainerProcess.start(
                        graph.directory(), plan.maintained(), plan.priority(), directory.resolve("maintenance"));
    }

    private LongRunResult run(
            PeopleRows people, UpsertedGraph kept, UpsertedGraph left, Maintainer maintainer, ExpectedRows expected) {
        ChangeStream changes = new ChangeStream(plan.keys(), plan.rows(), plan.deletedShare(), plan.seed());
        SplittableRandom keys = new SplittableRandom(plan.seed());
        List<LongRunSample> samples = new ArrayList<>();
        for (int done = plan.every(); done <= plan.commits(); done += plan.every()) {
            List<List<KeyChange>> batches = changes.next(plan.every());
            batches.forEach(expected::apply);
            long key = keys.nextLong(plan.keys());
            int commits = done;
            List<Runnable> both = new ArrayList<>();
            both.add(() -> {
                maintainer.begin();
                WriteTimes times = write(people, kept, batches);
                maintainer.rest();
                samples.add(sample(commits, true, kept, times, key));
            });
            if (done <= plan.compared()) {
                int place = done / plan.every() % 2;
                both.add(place, () -> samples.add(sample(commits, false, left, write(people, left, batches), key)));
            }
            both.forEach(Runnable::run);
            if (done == plan.compared()) {
                left.requireExact(expected, plan.deep());
            }
        }
        Progress was = maintainer.rest();
        Progress finished = maintainer.finish();
        Progress again = maintainer.finish();
        if (again.commits() != finished.commits()) {
            throw new IllegalStateException("maintenance that had nothing left to do did something: " + again);
        }
        kept.requireExact(expected, plan.deep());
        return new LongRunResult(
                plan, samples, was, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private WriteTimes write(PeopleRows people, UpsertedGraph graph, List<List<KeyChange>> batches) {
        WriteTimes times = new WriteTimes();
        for (List<KeyChange> batch : batches) {
            try (RowChunk chunk = people.of(batch)) {
                long start = System.nanoTime();
                WriteResult result = graph.upsert(chunk);
                times.add(result, System.nanoTime() - start);
            }
        }
        return times;
    }

    private LongRunSample sample(int commits, boolean maintained, UpsertedGraph graph, WriteTimes times, long key) {
        boolean count = commits / plan.every() % LongRunPlan.SAMPLES_PER_COUNT == 0 || commits == plan.every();
        LongRunSample sample = new LongRunSample(
                commits,
                maintained,
                graph.gauge(key),
                times.all(),
                times.of(WriteTimes.Phase.STAGE),
                times.of(WriteTimes.Phase.COMMIT),
                times.of(WriteTimes.Phase.PUBLISH),
                count ? Optional.of(DiskUsage.of(graph.directory())) : Optional.empty(),
                // The other graph keeps all of its versions, which takes long to go through, and says nothing.
                count && maintained ? Optional.of(graph.unnamedFiles()) : Optional.empty());
        progress.accept(sample);
        return sample;
    }
}
