package io.headgate.engine.simulation;

import io.headgate.engine.simulation.SeamCall.Kind;
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
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table as one actor sees it. Closing it is no effect; the table underneath stays open, because a request may still be on
 * its way to it.
 */
final class SimulatedPinnedTable implements PinnedTable {

    private final PinnedTable table;
    private final Seams seams;
    private final String target;
    private boolean closed;

    SimulatedPinnedTable(PinnedTable table, Seams seams) {
        this.table = table;
        this.seams = seams;
        this.target = table.path().value() + " v" + table.version();
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
        return open().schema();
    }

    @Override
    public long rowCount() {
        return open().rowCount();
    }

    @Override
    public long headVersion() {
        PinnedTable open = open();
        return seams.call(Kind.READ, "headVersion", target, open::headVersion);
    }

    @Override
    public Optional<TableTransaction> transactionOf(long version) {
        PinnedTable open = open();
        return seams.call(Kind.READ, "transactionOf " + version, target, () -> open.transactionOf(version));
    }

    @Override
    public StagedRows stageRows(ArrowReader rows) {
        PinnedTable open = open();
        return seams.call(Kind.STAGE, "stageRows", target, () -> open.stageRows(rows));
    }

    @Override
    public KeySet keysOf(StagedRows rows) {
        PinnedTable open = open();
        return seams.call(Kind.READ, "keysOf", target + " " + rows.fragments(), () -> open.keysOf(rows));
    }

    @Override
    public void requireStaged(StagedRows rows) {
        PinnedTable open = open();
        seams.call(Kind.READ, "requireStaged", target + " " + rows.fragments(), () -> {
            open.requireStaged(rows);
            return rows;
        });
    }

    @Override
    public StagedChange stageAppend(StagedRows rows) {
        return open().stageAppend(rows);
    }

    @Override
    public StagedChange stageReplace(KeySet keys, StagedRows rows) {
        PinnedTable open = open();
        return seams.call(Kind.STAGE, "stageReplace", target, () -> open.stageReplace(keys, rows));
    }

    @Override
    public StagedChange stageOverwrite(StagedRows rows) {
        return open().stageOverwrite(rows);
    }

    @Override
    public TableLayout layout() {
        PinnedTable open = open();
        return seams.call(Kind.READ, "layout", target, open::layout);
    }

    @Override
    public FragmentRewrite stageRewrite(List<Integer> fragments, long rowsPerFile) {
        PinnedTable open = open();
        return seams.call(
                Kind.STAGE, "stageRewrite " + fragments, target, () -> open.stageRewrite(fragments, rowsPerFile));
    }

    @Override
    public IndexBuild stageIndex(IndexRequest request) {
        PinnedTable open = open();
        return seams.call(Kind.STAGE, "stageIndex " + request.index().name(), target, () -> open.stageIndex(request));
    }

    @Override
    public MaintenancePlan planMaintenance(List<FragmentRewrite> rewrites, List<IndexBuild> indexes) {
        PinnedTable open = open();
        return seams.call(Kind.READ, "planMaintenance", target, () -> open.planMaintenance(rewrites, indexes));
    }

    @Override
    public StagedChange stageStep(MaintenancePlan plan, int step) {
        PinnedTable open = open();
        return seams.call(Kind.STAGE, "stageStep " + plan.steps().get(step), target, () -> open.stageStep(plan, step));
    }

    @Override
    public CommitOutcome commit(StagedChange change, TransactionStamp stamp) {
        PinnedTable open = open();
        return seams.call(Kind.EFFECT, "commit", target + " " + text(stamp), () -> open.commit(change, stamp))
                .match(new CommitOutcome.Cases<>() {
                    @Override
                    public CommitOutcome committed(PinnedTable next) {
                        return new CommitOutcome.Committed(new SimulatedPinnedTable(next, seams));
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
        PinnedTable open = open();
        return new SimulatedPinnedTable(
                seams.call(Kind.STAGE, "adopt " + version, target, () -> open.adopt(version)), seams);
    }

    @Override
    public PinnedTable restore(TransactionStamp stamp) {
        PinnedTable open = open();
        return new SimulatedPinnedTable(
                seams.call(Kind.EFFECT, "restore", target + " " + text(stamp), () -> open.restore(stamp)), seams);
    }

    @Override
    public ArrowReader scan(ScanRequest request) {
        PinnedTable open = open();
        return seams.call(Kind.READ, "scan", target, () -> open.scan(request));
    }

    @Override
    public void close() {
        closed = true;
    }

    private PinnedTable open() {
        if (closed) {
            throw new IllegalStateException("table " + target + " was closed");
        }
        return table;
    }

    private static String text(TransactionStamp stamp) {
        return "as " + stamp.id() + " for " + stamp.properties().get(TransactionStamp.INTENTS_PROPERTY);
    }
}
