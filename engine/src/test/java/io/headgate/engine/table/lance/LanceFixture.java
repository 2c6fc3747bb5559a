package io.headgate.engine.table.lance;

import io.headgate.engine.object.Durability;
import io.headgate.engine.object.FileForcer;
import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableStores;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.id.TransactionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** A Lance store on an empty directory and one table of ids and numbers in it. Closing it checks that no memory leaked. */
final class LanceFixture implements AutoCloseable {

    static final TablePath PEOPLE = new TablePath("nodes/people-1.lance");
    static final Schema SCHEMA = new Schema(List.of(
            new Field("id", FieldType.notNullable(new ArrowType.Utf8()), null),
            new Field("n", FieldType.nullable(new ArrowType.Int(64, true)), null)));
    static final FileForcer UNFORCED = new FileForcer() {
        @Override
        public void forceFile(Path file) {}

        @Override
        public void forceDirectory(Path directory) {}
    };

    final Path root;
    final BufferAllocator allocator = new RootAllocator();
    final LanceTableStore store;

    LanceFixture(Path root) {
        this(root, Durability.PROCESS_CRASH, UNFORCED, LanceSettings.DEFAULT.withInlineRowIdBytes(0));
    }

    LanceFixture(Path root, Durability durability, FileForcer forcer, LanceSettings settings) {
        this.root = root;
        this.store = new LanceTableStore(root, allocator, durability, forcer, settings);
    }

    /** Several stores on the same directory. */
    static TableStores storesOn(Path root) {
        return allocator -> new LanceTableStore(
                root, allocator, Durability.PROCESS_CRASH, UNFORCED, LanceSettings.DEFAULT.withInlineRowIdBytes(0));
    }

    PinnedTable create() {
        return store.createIfAbsent(PEOPLE, SCHEMA, stamp());
    }

    static TransactionStamp stamp() {
        return new TransactionStamp(
                new TransactionId(UUID.randomUUID().toString()), Map.of(TransactionStamp.GRAPH_PROPERTY, "g"));
    }

    /** Rows {@code k<from>} to {@code k<to - 1>} whose number is {@code n}. */
    ArrowReader rows(int from, int to, long n) {
        VectorSchemaRoot batch = VectorSchemaRoot.create(SCHEMA, allocator);
        VarCharVector ids = (VarCharVector) batch.getVector("id");
        BigIntVector numbers = (BigIntVector) batch.getVector("n");
        for (int i = from; i < to; i++) {
            ids.setSafe(i - from, key(i).getBytes(StandardCharsets.UTF_8));
            numbers.setSafe(i - from, n);
        }
        batch.setRowCount(to - from);
        return new SingleBatch(batch, allocator);
    }

    static String key(int i) {
        return "k" + i;
    }

    static KeySet keys(int from, int to) {
        return KeySet.of(java.util.stream.IntStream.range(from, to)
                .mapToObj(LanceFixture::key)
                .toList());
    }

    StagedRows stage(PinnedTable table, int from, int to, long n) throws IOException {
        try (ArrowReader reader = rows(from, to, n)) {
            return table.stageRows(reader);
        }
    }

    /** Commits at exactly the next version or fails the test. */
    static PinnedTable committed(PinnedTable table, StagedChange change) {
        return landed(table.commit(change, stamp()));
    }

    static PinnedTable landed(CommitOutcome outcome) {
        return outcome.match(new CommitOutcome.Cases<>() {
            @Override
            public PinnedTable committed(PinnedTable next) {
                return next;
            }

            @Override
            public PinnedTable overshot(long landedAt) {
                throw new AssertionError("overshot to " + landedAt);
            }

            @Override
            public PinnedTable rejected(String reason) {
                throw new AssertionError("rejected: " + reason);
            }
        });
    }

    /** Everything in the table; a key that is there twice fails the test. */
    static Map<String, Long> contents(PinnedTable table) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (ArrowReader reader = table.scan(ScanRequest.ALL)) {
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < batch.getRowCount(); row++) {
                    String id = batch.getVector("id").getObject(row).toString();
                    if (found.put(id, (Long) batch.getVector("n").getObject(row)) != null) {
                        throw new AssertionError(id + " is there twice");
                    }
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        store.close();
        allocator.close();
    }
}
