package io.headgate.engine.table.lance;

import static io.headgate.engine.table.TableFixtures.column;
import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.row;
import static io.headgate.engine.table.TableFixtures.stamp;

import io.headgate.engine.object.Durability;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.IndexKind;
import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;

/** A table that can have an index of every kind, always open at its newest version. */
final class IndexedTable implements AutoCloseable {

    static final TablePath PATH = new TablePath("nodes/indexed-1.lance");
    static final int DIMENSIONS = 4;
    static final List<DeclaredIndex> INDEXES = List.of(
            DeclaredIndex.ON_ID,
            new DeclaredIndex("n", IndexKind.BTREE),
            new DeclaredIndex("bio", IndexKind.TEXT),
            new DeclaredIndex("v", IndexKind.VECTOR));
    static final Schema SCHEMA = new Schema(List.of(
            column("id", new ArrowType.Utf8(), false),
            column("n", new ArrowType.Int(64, true), true),
            column("bio", new ArrowType.Utf8(), true),
            column(
                    "v",
                    new ArrowType.FixedSizeList(DIMENSIONS),
                    true,
                    column("item", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), true))));

    final TableFixtures fixtures = new TableFixtures();
    final String uri;
    private final LanceTableStore store;
    private PinnedTable table;

    IndexedTable(Path root) {
        uri = root.resolve(PATH.value()).toString();
        store = new LanceTableStore(
                root,
                fixtures.allocator(),
                Durability.PROCESS_CRASH,
                LanceFixture.UNFORCED,
                LanceSettings.DEFAULT.withInlineRowIdBytes(0));
        table = store.createIfAbsent(PATH, SCHEMA, stamp());
    }

    static Map<String, Object> person(String id, long n, String bio, List<Float> v) {
        return row("id", id, "n", n, "bio", bio, "v", v);
    }

    static List<Float> vector(Random random) {
        return List.of(random.nextFloat(), random.nextFloat(), random.nextFloat(), random.nextFloat());
    }

    PinnedTable table() {
        return table;
    }

    List<Integer> fragments() {
        return table.layout().fragments().stream().map(FragmentLayout::id).toList();
    }

    void append(List<Map<String, Object>> rows) {
        commit(table.stageAppend(fixtures.stage(table, rows)));
    }

    void upsert(List<Map<String, Object>> rows) {
        List<String> keys = rows.stream().map(row -> (String) row.get("id")).toList();
        commit(table.stageReplace(KeySet.of(keys), fixtures.stage(table, rows)));
    }

    void delete(List<String> keys) {
        commit(table.stageReplace(KeySet.of(keys), StagedRows.NONE));
    }

    FragmentRewrite stageRewrite(Integer... fragments) {
        return table.stageRewrite(List.of(fragments), Integer.MAX_VALUE);
    }

    /** A segment of every index. */
    List<IndexBuild> stageIndexes(List<Integer> fragments) {
        return INDEXES.stream()
                .map(index -> table.stageIndex(new IndexRequest(index, fragments, List.of())))
                .toList();
    }

    /** One segment of every index over everything. */
    List<IndexBuild> stageWholeIndexes() {
        return INDEXES.stream()
                .map(index -> table.stageIndex(new IndexRequest(
                        index,
                        fragments(),
                        table.layout().segmentsOf(index.name()).stream()
                                .map(IndexSegment::id)
                                .toList())))
                .toList();
    }

    MaintenancePlan carryOut(List<FragmentRewrite> rewrites, List<IndexBuild> indexes) {
        MaintenancePlan plan = table.planMaintenance(rewrites, indexes);
        for (int step = 0; step < plan.steps().size(); step++) {
            commit(table.stageStep(plan, step));
        }
        return plan;
    }

    IndexedQueries queries() {
        return new IndexedQueries(fixtures.allocator(), uri, table.version());
    }

    private void commit(StagedChange change) {
        PinnedTable next = committed(table.commit(change, stamp()));
        table.close();
        table = next;
    }

    @Override
    public void close() {
        table.close();
        store.close();
        fixtures.close();
    }
}
