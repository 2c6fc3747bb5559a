package io.headgate.engine.table;

import io.headgate.engine.table.CountingTableStore.Method;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** A table that was opened through a {@link CountingTableStore}. */
final class CountingPinnedTable implements PinnedTable {

    private final CountingTableStore counter;
    private final PinnedTable table;

    CountingPinnedTable(CountingTableStore counter, PinnedTable table) {
        this.counter = counter;
        this.table = table;
    }

    private PinnedTable counted(Method method) {
        counter.note(method, table.path());
        return table;
    }

    private PinnedTable counting(PinnedTable next) {
        return new CountingPinnedTable(counter, next);
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
        return counted(Method.ROW_COUNT).rowCount();
    }

    @Override
    public long headVersion() {
        return counted(Method.HEAD_VERSION).headVersion();
    }

    @Override
    public Optional<TableTransaction> transactionOf(long version) {
        return counted(Method.TRANSACTION_OF).transactionOf(version);
    }

    @Override
    public StagedRows stageRows(ArrowReader rows) {
        return counted(Method.STAGE_ROWS).stageRows(rows);
    }

    @Override
    public KeySet keysOf(StagedRows rows) {
        return counted(Method.KEYS_OF).keysOf(rows);
    }

    @Override
    public void requireStaged(StagedRows rows) {
        counted(Method.REQUIRE_STAGED).requireStaged(rows);
    }

    @Override
    public StagedChange stageAppend(StagedRows rows) {
        return counted(Method.STAGE_APPEND).stageAppend(rows);
    }

    @Override
    public StagedChange stageReplace(KeySet keys, StagedRows rows) {
        return counted(Method.STAGE_REPLACE).stageReplace(keys, rows);
    }

    @Override
    public StagedChange stageOverwrite(StagedRows rows) {
        return counted(Method.STAGE_OVERWRITE).stageOverwrite(rows);
    }

    @Override
    public TableLayout layout() {
        return counted(Method.LAYOUT).layout();
    }

    @Override
    public FragmentRewrite stageRewrite(List<Integer> fragments, long rowsPerFile) {
        return counted(Method.STAGE_REWRITE).stageRewrite(fragments, rowsPerFile);
    }

    @Override
    public IndexBuild stageIndex(IndexRequest request) {
        return counted(Method.STAGE_INDEX).stageIndex(request);
    }

    @Override
    public MaintenancePlan planMaintenance(List<FragmentRewrite> rewrites, List<IndexBuild> indexes) {
        return counted(Method.PLAN_MAINTENANCE).planMaintenance(rewrites, indexes);
    }

    @Override
    public StagedChange stageStep(MaintenancePlan plan, int step) {
        return counted(Method.STAGE_STEP).stageStep(plan, step);
    }

    @Override
    public CommitOutcome commit(StagedChange change, TransactionStamp stamp) {
        return counted(Method.COMMIT).commit(change, stamp).match(new CommitOutcome.Cases<>() {
            @Override
            public CommitOutcome committed(PinnedTable next) {
                return new CommitOutcome.Committed(counting(next));
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
        return counting(counted(Method.ADOPT).adopt(version));
    }

    @Override
    public PinnedTable restore(TransactionStamp stamp) {
        return counting(counted(Method.RESTORE).restore(stamp));
    }

    @Override
    public ArrowReader scan(ScanRequest request) {
        return counted(Method.SCAN).scan(request);
    }

    @Override
    public void close() {
        table.close();
    }
}
