package io.headgate.engine.table.memory;

import io.headgate.engine.table.CensusRequest;
import io.headgate.engine.table.FileCensus;
import io.headgate.engine.table.FileLedger;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableTail;
import io.headgate.recovery.error.CorruptState;
import java.util.List;

/** Looks at in-memory tables. They have data files only, and no version of theirs is ever half written. */
public final class MemoryTableInspection implements TableInspection {

    private final MemoryTables tables;

    public MemoryTableInspection(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public TableTail tail(TablePath path, long version, int most) {
        long newest = tables.find(path).head().number();
        return new TableTail(newest, Math.max(newest, version), List.of());
    }

    @Override
    public FileCensus files(TablePath path, CensusRequest request, Runnable progress) {
        MemoryTable table = tables.find(path);
        FileLedger ledger = new FileLedger(request.mostFiles());
        table.files().forEach(file -> ledger.found(file.name(), file.content().length));
        request.staged().forEach(ledger::named);
        int opened = 0;
        for (long version : request.versions()) {
            if (ledger.isSettled() || opened == request.mostVersions()) {
                break;
            }
            TableVersion kept = table.find(version)
                    .orElseThrow(() -> new CorruptState(path.value(), "Table " + path + " has no version " + version));
            kept.fragments().forEach(fragment -> ledger.named(fragment.file().name()));
            opened++;
            progress.run();
        }
        return ledger.census(request.complete() && opened == request.versions().size());
    }
}
