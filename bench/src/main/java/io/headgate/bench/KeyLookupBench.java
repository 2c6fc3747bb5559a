package io.headgate.bench;

import io.headgate.engine.object.DiskForcer;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.KeyIndex;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.engine.table.lance.LanceSettings;
import io.headgate.engine.table.lance.LanceTableStore;
import io.headgate.engine.table.lance.LookupWay;
import io.headgate.recovery.id.TransactionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance.CommitBuilder;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.Transaction;
import org.lance.index.Index;
import org.lance.index.IndexOptions;
import org.lance.index.IndexParams;
import org.lance.index.IndexType;
import org.lance.index.scalar.BTreeIndexParams;
import org.lance.operation.CreateIndex;

/**
 * Measures both ways to find rows by key, for the constants of the table store's cost model. Looks for keys that are not
 * there, so that no deletion file is written, and for as many that are.
 *
 * <p>Usage: {@code KeyLookupBench <empty directory> <rows>...}
 */
public final class KeyLookupBench {

    private static final TablePath TABLE = new TablePath("nodes/bench.lance");
    private static final int ROWS_PER_COMMIT = 500_000;
    private static final int REPEATS = 3;
    private static final int[] KEYS = {1, 10, 100, 1_000, 10_000, 100_000};
    private static final int LARGEST_FOR_INDEX = 10_000;
    private static final Schema SCHEMA =
            new Schema(List.of(new Field("id", FieldType.notNullable(new ArrowType.Utf8()), null)));

    private final BufferAllocator allocator;
    private final Path root;

    private KeyLookupBench(BufferAllocator allocator, Path root) {
        this.allocator = allocator;
        this.root = root;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        try (BufferAllocator allocator = new RootAllocator()) {
            for (int i = 1; i < arguments.length; i++) {
                Path root = directory.resolve(arguments[i]);
                new KeyLookupBench(allocator, root).run(Integer.parseInt(arguments[i]));
                delete(root);
            }
        }
    }

    private void run(int rows) throws IOException {
        long version = fill(rows);
        index();
        for (int keys : KEYS) {
            String line = "rows=" + rows + " keys=" + keys;
            for (boolean present : new boolean[] {false, true}) {
                KeySet wanted = keys(keys, rows, present);
                line += (present ? " present:" : " absent:") + " scan_ms="
                        + fastest(LookupWay.SCAN, version + 1, wanted);
                if (keys <= LARGEST_FOR_INDEX) {
                    line += " index_ms=" + fastest(LookupWay.INDEX, version + 1, wanted);
                }
            }
            System.out.println(line);
        }
    }

    private long fill(int rows) throws IOException {
        try (LanceTableStore store = store(LookupWay.SCAN)) {
            PinnedTable table = store.createIfAbsent(TABLE, SCHEMA, stamp());
            for (int from = 0; from < rows; from += ROWS_PER_COMMIT) {
                try (IdReader ids = new IdReader(SCHEMA, from, Math.min(rows, from + ROWS_PER_COMMIT), allocator);
                        PinnedTable before = table) {
                    CommitOutcome outcome = before.commit(before.stageAppend(before.stageRows(ids)), stamp());
                    table = ((CommitOutcome.Committed) outcome).table();
                }
            }
            try (PinnedTable filled = table) {
                return filled.version();
            }
        }
    }

    private void index() {
        try (Dataset head = Dataset.open()
                .uri(root.resolve(TABLE.value()).toString())
                .allocator(allocator)
                .build()) {
            String uuid = UUID.randomUUID().toString();
            IndexParams params = IndexParams.builder()
                    .setScalarIndexParams(BTreeIndexParams.builder().build())
                    .build();
            Index index = head.createIndex(IndexOptions.builder(List.of("id"), IndexType.BTREE, params)
                    .withIndexName("id_idx")
                    .withIndexUUID(uuid)
                    .withFragmentIds(
                            head.getFragments().stream().map(Fragment::getId).toList())
                    .build());
            head.mergeIndexMetadata(uuid, IndexType.BTREE, Optional.empty());
            CreateIndex operation =
                    CreateIndex.builder().withNewIndices(List.of(index)).build();
            try (Transaction transaction = new Transaction.Builder()
                            .readVersion(head.version())
                            .uuid(UUID.randomUUID().toString())
                            .operation(operation)
                            .build();
                    Dataset indexed = new CommitBuilder(head).maxRetries(1).execute(transaction)) {
                indexed.version();
            }
        }
    }

    private String fastest(LookupWay way, long version, KeySet keys) {
        long fastest = Long.MAX_VALUE;
        try (LanceTableStore store = store(way);
                PinnedTable table = store.open(TABLE, version)) {
            for (int i = 0; i < REPEATS; i++) {
                long start = System.nanoTime();
                table.stageReplace(keys, StagedRows.NONE);
                fastest = Math.min(fastest, System.nanoTime() - start);
            }
        }
        return String.format("%.1f", fastest / 1e6);
    }

    private LanceTableStore store(LookupWay way) {
        return new LanceTableStore(
                root, allocator, Durability.PROCESS_CRASH, new DiskForcer(), LanceSettings.DEFAULT.withLookup(way));
    }

    private static KeySet keys(int count, int rows, boolean present) {
        KeyIndex keys = new KeyIndex(count);
        for (int i = 0; i < count; i++) {
            byte[] key = IdReader.id((int) ((long) i * rows / count) + (present ? 0 : rows));
            keys.findOrAdd(key, 0, key.length);
        }
        return new KeySet(keys);
    }

    private static TransactionStamp stamp() {
        return new TransactionStamp(new TransactionId(UUID.randomUUID().toString()), Map.of());
    }

    private static void delete(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(found::add);
        }
        for (Path file : found) {
            Files.delete(file);
        }
    }
}
