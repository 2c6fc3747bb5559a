package io.headgate.engine.table.memory;

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
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** One version of a {@link MemoryTable}. Using it after it was closed is an error, as it is with native handles. */
final class MemoryPinnedTable implements PinnedTable {

    private final MemoryTable table;
    private final TableVersion pinned;
    private final ArrowRows arrow;
    private boolean closed;

    MemoryPinnedTable(MemoryTable table, TableVersion pinned, ArrowRows arrow) {
        this.table = table;
        this.pinned = pinned;
        this.arrow = arrow;
    }

    @Override
    public TablePath path() {
        return table.path();
    }

    @Override
    public long version() {
        return pinned.number();
    }

    @Override
    public Schema schema() {
        return open().schema();
    }

    @Override
    public long rowCount() {
        requireOpen();
        return pinned.rows();
    }

    @Override
    public long headVersion() {
        return open().head().number();
    }

    @Override
    public Optional<TableTransaction> transactionOf(long version) {
        return open().find(version).map(TableVersion::transaction);
    }

    @Override
    public StagedRows stageRows(ArrowReader rows) {
        Schema found = schemaOf(rows);
        if (!ArrowRows.sameColumns(open().schema(), found)) {
            throw new IllegalArgumentException("rows for table " + path() + " have the columns " + found.getFields()
                    + " where it has " + table.schema().getFields());
        }
        ArrowRows.Taken taken = arrow.take(rows);
        if (taken.rows() == 0) {
            return StagedRows.NONE;
        }
        FragmentFile file = table.addFile(taken, List.of());
        return new StagedRows(List.of(file.name()), file.rows(), file.content().length);
    }

    @Override
    public KeySet keysOf(StagedRows rows) {
        requireIds();
        return KeySet.of(
                files(rows).stream().flatMap(file -> file.ids().stream()).toList());
    }

    @Override
    public void requireStaged(StagedRows rows) {
        files(rows);
    }

    @Override
    public StagedChange stageAppend(StagedRows rows) {
        return change(rows, Map.of(), 0);
    }

    @Override
    public StagedChange stageReplace(KeySet keys, StagedRows rows) {
        Set<String> wanted = new HashSet<>();
        keys.forEach(wanted::add);
        if (!wanted.isEmpty()) {
            requireIds();
        }
        open().requireFiles(pinned);
        Map<Integer, BitSet> removed = new HashMap<>();
        long count = 0;
        for (Fragment fragment : wanted.isEmpty() ? List.<Fragment>of() : pinned.fragments()) {
            List<String> ids = fragment.file().ids();
            BitSet offsets = fragment.live(offset -> wanted.contains(ids.get(offset)));
            if (!offsets.isEmpty()) {
                removed.put(fragment.id(), offsets);
                count += offsets.cardinality();
            }
        }
        return change(rows, removed, count);
    }

    /** As on Lance, what takes nothing away is an append, but an append of nothing is not. */
    private StagedChange change(StagedRows rows, Map<Integer, BitSet> removed, long count) {
        boolean append = removed.isEmpty() && !rows.fragments().isEmpty();
        return MemoryChange.ofRows(this, append ? Effect.Kind.APPEND : Effect.Kind.CHANGE, files(rows), removed, count);
    }

    @Override
    public StagedChange stageOverwrite(StagedRows rows) {
        Map<Integer, BitSet> removed = new HashMap<>();
        pinned.fragments().forEach(fragment -> removed.put(fragment.id(), fragment.live(offset -> true)));
        return change(rows, removed, pinned.rows());
    }

    @Override
    public TableLayout layout() {
        requireOpen();
        return pinned.layout();
    }

    @Override
    public FragmentRewrite stageRewrite(List<Integer> fragments, long rowsPerFile) {
        return new MaintenanceStaging(open(), pinned, arrow).rewrite(fragments, rowsPerFile);
    }

    @Override
    public IndexBuild stageIndex(IndexRequest request) {
        return new MaintenanceStaging(open(), pinned, arrow).index(request);
    }

    @Override
    public MaintenancePlan planMaintenance(List<FragmentRewrite> rewrites, List<IndexBuild> indexes) {
        return new MaintenancePlanning(open(), pinned).plan(rewrites, indexes);
    }

    @Override
    public StagedChange stageStep(MaintenancePlan plan, int step) {
        return new MaintenanceSteps(open(), plan, requireVersion(plan.onVersion())).stage(this, pinned, step);
    }

    @Override
    public CommitOutcome commit(StagedChange change, TransactionStamp stamp) {
        if (!(change instanceof MemoryChange ours) || ours.owner() != this) {
            throw new IllegalArgumentException(
                    "a change can only be committed by the pinned table that staged it (" + path() + ")");
        }
        ours.use().tried();
        MemoryTable.Landing landing = open().commit(version(), ours, stamp);
        if (landing.version().isEmpty()) {
            return new CommitOutcome.Rejected(landing.refusal());
        }
        TableVersion landed = landing.version().get();
        return landed.number() == version() + 1
                ? new CommitOutcome.Committed(new MemoryPinnedTable(table, landed, arrow))
                : new CommitOutcome.Overshot(landed.number());
    }

    @Override
    public PinnedTable adopt(long version) {
        if (version <= version()) {
            throw new IllegalArgumentException(
                    "version " + version + " of table " + path() + " is not later than " + version());
        }
        TableVersion later = requireVersion(version);
        return new MemoryPinnedTable(table, later, arrow);
    }

    @Override
    public PinnedTable restore(TransactionStamp stamp) {
        return new MemoryPinnedTable(table, open().restore(pinned, stamp), arrow);
    }

    @Override
    public ArrowReader scan(ScanRequest request) {
        request.filter().ifPresent(filter -> {
            throw new IllegalArgumentException(
                    "the in-memory table store cannot filter; scan without the condition: " + filter);
        });
        open().requireFiles(pinned);
        return arrow.scan(open().schema(), pinned.fragments(), request);
    }

    @Override
    public void close() {
        closed = true;
    }

    private List<FragmentFile> files(StagedRows rows) {
        return rows.fragments().stream().map(open()::file).toList();
    }

    private TableVersion requireVersion(long number) {
        return open().find(number)
                .orElseThrow(() -> new CorruptState(
                        path().value(), "Table " + path() + " has no version " + number + " to build on"));
    }

    private void requireIds() {
        if (!ArrowRows.hasIds(schema())) {
            throw new IllegalArgumentException("table " + path() + " has no text column 'id' to find keys in");
        }
    }

    private MemoryTable open() {
        requireOpen();
        return table;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("table " + path() + " at version " + version() + " was closed");
        }
    }

    private static Schema schemaOf(ArrowReader rows) {
        try {
            return rows.getVectorSchemaRoot().getSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
