package io.headgate.engine.table.lance;

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
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance.Dataset;
import org.lance.operation.Restore;

/** One version of a Lance table, open. */
final class LanceTable implements PinnedTable {

    private final TableContext table;
    private final Dataset dataset;
    private final Schema schema;
    private final long version;
    private final long rowCount;

    LanceTable(TableContext table, Dataset dataset) {
        this.table = table;
        this.dataset = dataset;
        this.version = dataset.version();
        this.schema = asking("read the schema", () -> SubstrateSchema.fromLance(dataset.getSchema()));
        this.rowCount = asking("count the rows", () -> dataset.countRows());
    }

    @Override
    public TablePath path() {
        return table.path();
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public long headVersion() {
        table.tornVersions().removeAfter(version);
        return asking("find the newest version", dataset::latestVersion);
    }

    @Override
    public Optional<TableTransaction> transactionOf(long asked) {
        return asking("read the history", () -> History.transactionOf(dataset, asked));
    }

    @Override
    public StagedRows stageRows(ArrowReader rows) {
        return new RowStaging(table, dataset, schema).write(rows);
    }

    @Override
    public KeySet keysOf(StagedRows rows) {
        return new StagedKeys(table, dataset).read(rows);
    }

    @Override
    public void requireStaged(StagedRows rows) {
        rows.fragments().stream()
                .flatMap(fragment -> FragmentCodec.decode(fragment).getFiles().stream())
                .forEach(table.stagedFiles()::requireWhole);
    }

    @Override
    public StagedChange stageAppend(StagedRows rows) {
        return asking("stage rows", () -> new ChangeStaging(table, dataset).append(rows));
    }

    @Override
    public StagedChange stageReplace(KeySet keys, StagedRows rows) {
        return asking("replace rows", () -> new ChangeStaging(table, dataset).replace(keys, rows));
    }

    @Override
    public StagedChange stageOverwrite(StagedRows rows) {
        return asking("overwrite the content", () -> new ChangeStaging(table, dataset).overwrite(rows));
    }

    @Override
    public TableLayout layout() {
        return asking("read the layout", () -> {
            Fragments fragments = new Fragments(dataset);
            return new TableLayout(fragments.layout(), new Segments(dataset, fragments).layout());
        });
    }

    @Override
    public FragmentRewrite stageRewrite(List<Integer> fragments, long rowsPerFile) {
        return asking("rewrite fragments", () -> new Rewriting(table, dataset).write(fragments, rowsPerFile));
    }

    @Override
    public IndexBuild stageIndex(IndexRequest request) {
        return asking("build index " + request.index().name(), () -> new IndexBuilding(table, dataset).build(request));
    }

    @Override
    public MaintenancePlan planMaintenance(List<FragmentRewrite> rewrites, List<IndexBuild> indexes) {
        return asking("plan maintenance", () -> new MaintenancePlanning(table, dataset).plan(rewrites, indexes));
    }

    @Override
    public StagedChange stageStep(MaintenancePlan plan, int step) {
        return asking("carry out maintenance", () -> new MaintenanceSteps(table, dataset, plan).stage(step));
    }

    @Override
    public CommitOutcome commit(StagedChange change, TransactionStamp stamp) {
        return new CommitAttempt(table, dataset, stamp).exactly(LanceStagedChange.operationFor(dataset, change));
    }

    @Override
    public PinnedTable adopt(long later) {
        if (later <= version) {
            throw new IllegalArgumentException(
                    "version " + later + " of table " + table.path() + " is not later than " + version);
        }
        return asking("adopt version " + later, () -> new Adoption(table, dataset).of(later));
    }

    @Override
    public PinnedTable restore(TransactionStamp stamp) {
        return new CommitAttempt(table, dataset, stamp)
                .anywhere(new Restore.Builder().version(version).build());
    }

    @Override
    public ArrowReader scan(ScanRequest request) {
        return new TableScan(table, dataset, schema).open(request);
    }

    @Override
    public void close() {
        dataset.close();
    }

    private <T> T asking(String operation, Callable<T> question) {
        try {
            return question.call();
        } catch (HeadgateException | IllegalRequest e) {
            throw e;
        } catch (Exception e) {
            throw LanceFailure.of(e).toException(operation, table.path(), e);
        }
    }
}
