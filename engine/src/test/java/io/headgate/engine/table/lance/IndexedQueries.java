package io.headgate.engine.table.lance;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance.Dataset;
import org.lance.ReadOptions;
import org.lance.ipc.FullTextQuery;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.Query;
import org.lance.ipc.ScanOptions;

/** Asks one version of a table, with Lance itself, for the ids of rows: through its indexes, or past them. */
final class IndexedQueries implements AutoCloseable {

    private static final int ALL = 10_000;

    final Dataset version;

    IndexedQueries(BufferAllocator allocator, String uri, long version) {
        this.version = Dataset.open()
                .uri(uri)
                .allocator(allocator)
                .readOptions(new ReadOptions.Builder().setVersion(version).build())
                .build();
    }

    List<String> where(String condition) throws Exception {
        return ids(columns("id").filter(condition));
    }

    List<String> whereByScan(String condition) throws Exception {
        return ids(columns("id").filter(condition).useScalarIndex(false));
    }

    List<String> withWord(String column, String word) throws Exception {
        return ids(columns("id", "_score").fullTextQuery(FullTextQuery.match(word, column)));
    }

    /** Looks into every partition, so that nothing is approximate. */
    List<String> nearest(String column, float[] to, int most) throws Exception {
        return nearest(query(column, to, most).setMinimumNprobes(ALL));
    }

    List<String> nearestByScan(String column, float[] to, int most) throws Exception {
        return nearest(query(column, to, most).setUseIndex(false));
    }

    private static Query.Builder query(String column, float[] to, int most) {
        return new Query.Builder().setColumn(column).setKey(to).setK(most);
    }

    private List<String> nearest(Query.Builder query) throws Exception {
        return ids(columns("id", "_distance").nearest(query.build()));
    }

    private static ScanOptions.Builder columns(String... columns) {
        return new ScanOptions.Builder().columns(List.of(columns));
    }

    @SuppressWarnings("try") // the scanner's close is declared to throw anything, but waits for nothing
    private List<String> ids(ScanOptions.Builder options) throws Exception {
        List<String> ids = new ArrayList<>();
        try (LanceScanner scanner = version.newScan(options.build());
                ArrowReader reader = scanner.scanBatches()) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                for (int row = 0; row < batch.getRowCount(); row++) {
                    ids.add(batch.getVector("id").getObject(row).toString());
                }
            }
        }
        return ids;
    }

    @Override
    public void close() {
        version.close();
    }
}
