package io.headgate.bench.maintain;

import io.headgate.bench.ingest.People;
import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.TableLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * What the table of the newest graph version is made of, and how long it takes somebody who comes anew, with nothing in memory, to
 * use it.
 *
 * @param files data files, files with deletions and segments of indexes that the version names
 * @param bytes size of its data files
 * @param openMillis to open it at the version
 * @param readMillis to find the row of one key by a condition, the table being open
 */
record TableGauge(
        int fragments, int segments, long deletedRows, long files, long bytes, double openMillis, double readMillis) {

    private static final int TIMES = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    /** @param key that is looked for, whether it is there or not */
    static TableGauge of(Path graph, BufferAllocator allocator, long key) {
        double[] open = new double[TIMES];
        double[] read = new double[TIMES];
        TableLayout layout = new TableLayout(List.of(), List.of());
        for (int time = 0; time < TIMES; time++) {
            try (GraphEnvironment environment = GraphEnvironment.local(graph, Durability.PROCESS_CRASH, allocator);
                    Snapshot snapshot = Graph.open(environment).snapshot()) {
                TablePin pin =
                        snapshot.manifest().table(TableKind.NODE, People.TYPE).orElseThrow();
                long start = System.nanoTime();
                try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
                    open[time] = (System.nanoTime() - start) / NANOS_PER_MILLI;
                    layout = table.layout();
                    start = System.nanoTime();
                    find(table, key);
                    read[time] = (System.nanoTime() - start) / NANOS_PER_MILLI;
                }
            }
        }
        return of(layout, median(open), median(read));
    }

    static TableGauge of(TableLayout layout, double openMillis, double readMillis) {
        long deletionFiles = layout.fragments().stream()
                .filter(fragment -> fragment.deletedRows() > 0)
                .count();
        return new TableGauge(
                layout.fragments().size(),
                layout.segments().size(),
                layout.fragments().stream()
                        .mapToLong(FragmentLayout::deletedRows)
                        .sum(),
                layout.fragments().size() + deletionFiles + layout.segments().size(),
                layout.fragments().stream().mapToLong(FragmentLayout::bytes).sum(),
                openMillis,
                readMillis);
    }

    private static void find(PinnedTable table, long key) {
        ScanRequest request =
                new ScanRequest(List.of(), Optional.of("id = '" + People.id(key) + "'"), OptionalLong.empty());
        long rows = 0;
        try (ArrowReader reader = table.scan(request)) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of the bench", e);
        }
        if (rows > 1) {
            throw new IllegalStateException("there are " + rows + " rows with the id " + People.id(key));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
