package io.headgate.engine.fault;

import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableLayout;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableTransaction;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** A table whose calls go wrong as planned. */
final class FaultyPinnedTable implements PinnedTable {

    private final FaultySeams seams;
    private final PinnedTable table;

    FaultyPinnedTable(FaultySeams seams, PinnedTable table) {
        this.seams = seams;
        this.table = table;
    }

    @Override
    public TablePath path() {
        return table.path();
    }

    @Override
    public long version() {
        return table.version();
    }

    @Override
    public Schema schema() {
        return table.schema();
    }

    @Override
    public long rowCount() {
        return table.rowCount();
    }

    @Override
    public long headVersion() {
        return call(SeamOperation.HEAD_VERSION, table::headVersion);
    }

    @Override
    public Optional<TableTransaction> transactionOf(long version) {
        return call(SeamOperation.TRANSACTION_OF, () -> table.transactionOf(version));
    }

    @Override
    public PinnedTable adopt(long version) {
        return seams.call(
                seamCall(SeamOperation.ADOPT),
                () -> new FaultyPinnedTable(seams, table.adopt(version)),
                PinnedTable::close);
    }

    @Override
    public KeySet keysOf(StagedRows rows) {
        return call(SeamOperation.KEYS_OF, () -> table.keysOf(rows));
    }

    @Override
    public void requireStaged(StagedRows rows) {
        call(SeamOperation.REQUIRE_STAGED, () -> {
            table.requireStaged(rows);
            return rows;
        });
    }

    @Override
    public StagedRows stageRows(ArrowReader rows) {
        return call(SeamOperation.STAGE_ROWS, () -> table.stageRows(rows));
    }

    @Override
    public StagedChange stageAppend(StagedRows rows) {
        return call(SeamOperation.STAGE_APPEND, () -> table.stageAppend(rows));
    }

    @Override
    public StagedChange stageReplace(KeySet keys, StagedRows rows) {
        return call(SeamOperation.STAGE_REPLACE, () -> table.stageReplace(keys, rows));
    }

    @Override
    public StagedChange stageOverwrite(StagedRows rows) {
        return call(SeamOperation.STAGE_OVERWRITE, () -> table.stageOverwrite(rows));
    }

    @Override
    public TableLayout layout() {
        return call(SeamOperation.LAYOUT, table::layout);
    }

    @Override
    public FragmentRewrite stageRewrite(List<Integer> fragments, long rowsPerFile) {
        return call(SeamOperation.STAGE_REWRITE, () -> table.stageRewrite(fragments, rowsPerFile));
    }

    @Override
    public IndexBuild stageIndex(IndexRequest request) {
        return call(SeamOperation.STAGE_INDEX, () -> table.stageIndex(request));
    }

    @Override
    public MaintenancePlan planMaintenance(List<FragmentRewrite> rewrites, List<IndexBuild> indexes) {
        return call(SeamOperation.PLAN_MAINTENANCE, () -> table.planMaintenance(rewrites, indexes));
    }

    @Override
    public StagedChange stageStep(MaintenancePlan plan, int step) {
        return call(SeamOperation.STAGE_STEP, () -> table.stageStep(plan, step));
    }

    @Override
    public CommitOutcome commit(StagedChange change, TransactionStamp stamp) {
        return seams.call(
                seamCall(SeamOperation.COMMIT), () -> faulty(table.commit(change, stamp)), FaultyPinnedTable::close);
    }

    @Override
    public PinnedTable restore(TransactionStamp stamp) {
        return seams.call(
                seamCall(SeamOperation.RESTORE),
                () -> new FaultyPinnedTable(seams, table.restore(stamp)),
                PinnedTable::close);
    }

    @Override
    public ArrowReader scan(ScanRequest request) {
        return seams.call(seamCall(SeamOperation.SCAN), () -> table.scan(request), FaultyPinnedTable::close);
    }

    @Override
    public void close() {
        table.close();
    }

    private SeamCall seamCall(SeamOperation operation) {
        return new SeamCall(operation, table.path().value());
    }

    private <T> T call(SeamOperation operation, Supplier<T> action) {
        return seams.call(seamCall(operation), action);
    }

    private CommitOutcome faulty(CommitOutcome outcome) {
        return outcome instanceof CommitOutcome.Committed committed
                ? new CommitOutcome.Committed(new FaultyPinnedTable(seams, committed.table()))
                : outcome;
    }

    private static void close(CommitOutcome outcome) {
        if (outcome instanceof CommitOutcome.Committed committed) {
            committed.table().close();
        }
    }

    private static void close(ArrowReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
