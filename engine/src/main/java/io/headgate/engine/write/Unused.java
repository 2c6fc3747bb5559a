package io.headgate.engine.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a write that has ended leaves of the changes that were staged for it before anybody knew on which version it would land.
 * When others came first, or took it along, they were never tried and nobody else knows of them. One that was tried stays
 * whatever became of it: its transaction may be in the history of the table.
 */
final class Unused {

    private final WriteContext context;

    Unused(WriteContext context) {
        this.context = context;
    }

    /**
     * What removes it, in any order; nothing for changes that removed no rows and so marked none.
     *
     * @param ended as it was staged, before it was put on other versions
     */
    List<Supplier<Boolean>> removals(StagedWrite ended) {
        List<Supplier<Boolean>> removals = new ArrayList<>();
        for (StagedTable table : ended.tables()) {
            table.untried()
                    .filter(change -> change.rowsRemoved() > 0)
                    .ifPresent(change -> removals.add(() -> {
                        context.environment().tables().discard(table.pin().path(), change);
                        return true;
                    }));
        }
        return removals;
    }
}
