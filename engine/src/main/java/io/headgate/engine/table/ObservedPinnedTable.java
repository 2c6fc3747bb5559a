package io.headgate.engine.table;

import io.headgate.engine.observe.StorageObserver;
import io.headgate.engine.observe.StorageOperation;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** A table that was opened through an {@link ObservedTableStore}. */
final class ObservedPinnedTable implements PinnedTable {

    private final PinnedTable table;
    private final StorageObserver observer;

    ObservedPinnedTable(PinnedTable table, StorageObserver observer) {
        this.table = table;
        this.observer = observer;
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
        return observer.observe(StorageOperation.ROW_COUNT, table::rowCount);
    }

    @Override
    public long headVersion() {
        return observer.observe(StorageOperation.HEAD_VERSION, table::headVersion);
    }

    @Override
    public Optional<TableTransaction> transactionOf(long version) {
        return observer.observe(StorageOperation.TRANSACTION_OF, () -> table.transactionOf(version));
    }

    @Override
    public StagedRows stageRows(ArrowReader rows) {
        return observer.observe(StorageOperation.STAGE_ROWS, () -> table.stageRows(rows));
    }

    @Override
    public KeySet keysOf(StagedRows rows) {
        return observer.observe(StorageOperation.KEYS_OF, () -> table.keysOf(rows));
    }

    @Override
    public void requireStaged(StagedRows rows) {
        observer.observe(StorageOperation.REQUIRE_STAGED, () -> table.requireStaged(rows));
    }

    @Override
    public StagedChange stageAppend(StagedRows rows) {
        return observer.observe(StorageOperation.STAGE_APPEND, () -> table.stageAppend(rows));
    }

    @Override
    public StagedChange stageReplace(KeySet keys, StagedRows rows) {
        return observer.observe(StorageOperation.STAGE_REPLACE, () -> table.stageReplace(keys, rows));
    }

    @Override
    public StagedChange stageOverwrite(StagedRows rows) {
        return observer.observe(StorageOperation.STAGE_OVERWRITE, () -> table.stageOverwrite(rows));
    }

    @Override
    public TableLayout layout() {
        return observer.observe(StorageOperation.LAYOUT, table::layout);
    }

    @Override
    public FragmentRewrite stageRewrite(List<Integer> fragments, long rowsPerFile) {
        return observer.observe(StorageOperation.STAGE_REWRITE, () -> table.stageRewrite(fragments, rowsPerFile));
    }

    @Override
    public IndexBuild stageIndex(IndexRequest request) {
        return observer.observe(StorageOperation.STAGE_INDEX, () -> table.stageIndex(request));
    }

    @Override
    public MaintenancePlan planMaintenance(List<FragmentRewrite> rewrites, List<IndexBuild> indexes) {
        return observer.observe(StorageOperation.PLAN_MAINTENANCE, () -> table.planMaintenance(rewrites, indexes));
    }

    @Override
    public StagedChange stageStep(MaintenancePlan plan, int step) {
        return observer.observe(StorageOperation.STAGE_STEP, () -> table.stageStep(plan, step));
    }

    @Override
    public CommitOutcome commit(StagedChange change, TransactionStamp stamp) {
        return observer.observe(StorageOperation.COMMIT, () -> table.commit(change, stamp))
                .match(new CommitOutcome.Cases<>() {
                    @Override
                    public CommitOutcome committed(PinnedTable next) {
                        return new CommitOutcome.Committed(observed(next));
                    }

                    @Override
                    public CommitOutcome overshot(long landedAt) {
                        return new CommitOutcome.Overshot(landedAt);
                    }

                    @Override
                    public CommitOutcome rejected(String reason) {
                        return new CommitOutcome.Rejected(reason);
                    }
                });
    }

    @Override
    public PinnedTable adopt(long version) {
        return observed(observer.observe(StorageOperation.ADOPT, () -> table.adopt(version)));
    }

    @Override
    public PinnedTable restore(TransactionStamp stamp) {
        return observed(observer.observe(StorageOperation.RESTORE, () -> table.restore(stamp)));
    }

    @Override
    public ArrowReader scan(ScanRequest request) {
        return observer.observe(StorageOperation.SCAN, () -> table.scan(request));
    }

    @Override
    public void close() {
        table.close();
    }

    private PinnedTable observed(PinnedTable next) {
        return new ObservedPinnedTable(next, observer);
    }
}
