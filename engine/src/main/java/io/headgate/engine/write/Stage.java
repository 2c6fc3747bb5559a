package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.EffectKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * First phase: checks the rows against the tables, settles which rows of a key count, and writes data files. No HEAD moves,
 * so it needs nobody's leave and leaves nothing behind but files that no version names.
 */
final class Stage {

    private final WriteContext context;

    Stage(WriteContext context) {
        this.context = context;
    }

    /** What was staged, and what became of the records. */
    record Staged(StagedWrite write, Account account) {}

    Staged stage(WriteRequest request, GraphManifest base) {
        List<StagedTable> staged = new ArrayList<>();
        long applied = 0;
        long superseded = 0;
        long deadLettered = 0;
        List<Supplier<Part>> parts = new ArrayList<>();
        for (TableRows rows : request.tables()) {
            TablePin pin = pinOf(rows.table(), base);
            parts.add(() -> stageTable(rows, pin));
        }
        for (Part part : context.concurrency().all(parts)) {
            staged.add(part.table());
            superseded += part.superseded();
            if (part.table().pin().kind() == TableKind.SYSTEM) {
                deadLettered += part.applied();
            } else {
                applied += part.applied();
            }
        }
        Account account = new Account(request.polled(), applied, superseded, request.filtered(), deadLettered);
        if (!account.balances()) {
            throw new IllegalStateException("a batch must account for every record that was polled, but has " + account
                    + "; nothing was written");
        }
        return new Staged(new StagedWrite(base, staged), account);
    }

    private static TablePin pinOf(TableId table, GraphManifest base) {
        return base.table(table)
                .orElseThrow(() ->
                        new IllegalArgumentException("graph version " + base.version() + " has no table " + table));
    }

    /** What one table adds to the account. */
    private record Part(StagedTable table, long applied, long superseded) {}

    private Part stageTable(TableRows rows, TablePin pin) {
        PinnedTable table = context.open().at(pin);
        requireSchema(rows, pin, table.schema());
        return rows.mode() == WriteMode.APPEND ? stageAppend(rows, pin, table) : stageUpsert(rows, pin, table);
    }

    private static void requireSchema(TableRows rows, TablePin pin, Schema schema) {
        for (RowChunk chunk : rows.chunks()) {
            if (!chunk.rows().getSchema().equals(schema)) {
                throw new IllegalArgumentException("rows for table " + pin.name() + " have the columns "
                        + chunk.rows().getSchema() + ", but the table has " + schema);
            }
            if (rows.mode() == WriteMode.APPEND && !chunk.deletes().isEmpty()) {
                throw new IllegalArgumentException("an append to table " + pin.name() + " cannot delete");
            }
        }
    }

    private Part stageAppend(TableRows rows, TablePin pin, PinnedTable table) {
        List<VectorSchemaRoot> roots =
                rows.chunks().stream().map(RowChunk::rows).toList();
        StagedRows staged = writeData(table, roots);
        StagedTable result = StagedTable.ofRows(
                pin,
                EffectKind.APPEND,
                staged,
                KeySet.of(List.of()),
                List.of(),
                Optional.of(table.stageAppend(staged)));
        return new Part(result, staged.rows(), 0);
    }

    private Part stageUpsert(TableRows rows, TablePin pin, PinnedTable table) {
        Survivors survivors = Survivors.of(rows.chunks());
        List<VectorSchemaRoot> copies = new ArrayList<>();
        try {
            List<VectorSchemaRoot> roots = new ArrayList<>();
            for (int i = 0; i < rows.chunks().size(); i++) {
                VectorSchemaRoot root = rows.chunks().get(i).rows();
                BitSet chosen = survivors.rows().get(i);
                if (chosen.cardinality() == root.getRowCount()) {
                    roots.add(root);
                } else if (!chosen.isEmpty()) {
                    VectorSchemaRoot copy =
                            RowGather.copy(root, chosen, context.environment().allocator());
                    copies.add(copy);
                    roots.add(copy);
                }
            }
            StagedRows staged = writeData(table, roots);
            StagedTable result = StagedTable.ofRows(
                    pin,
                    EffectKind.UPSERT,
                    staged,
                    survivors.keys(),
                    survivors.deletedKeys(),
                    Optional.of(table.stageReplace(survivors.keys(), staged)));
            long applied = staged.rows() + survivors.deletedKeys().size();
            return new Part(result, applied, survivors.superseded());
        } finally {
            copies.forEach(VectorSchemaRoot::close);
        }
    }

    private StagedRows writeData(PinnedTable table, List<VectorSchemaRoot> roots) {
        if (roots.isEmpty()) {
            return StagedRows.NONE;
        }
        context.reached(FaultPoint.STAGE_BEFORE_DATA);
        try (ChunkReader reader = new ChunkReader(context.environment().allocator(), table.schema(), roots)) {
            StagedRows staged = table.stageRows(reader);
            context.reached(FaultPoint.STAGE_AFTER_DATA);
            return staged;
        } catch (IOException e) {
            throw new StorageUnavailable(
                    "stage " + table.path(), "rows for " + table.path() + " could not be staged: " + e.getMessage(), e);
        }
    }
}
