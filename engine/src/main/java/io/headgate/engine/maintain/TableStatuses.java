package io.headgate.engine.maintain;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.TableLayout;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;

/** Sums up what a table is made of. Pure. */
final class TableStatuses {

    private TableStatuses() {}

    static TableStatus of(
            GraphVersion graphVersion,
            TablePin pin,
            TableLayout layout,
            List<DeclaredIndex> declared,
            MaintenanceLimits limits) {
        RewritePlanner rewrites = new RewritePlanner(limits);
        int planned = rewrites.plan(layout).size();
        return new TableStatus(
                graphVersion,
                pin,
                layout.fragments().size(),
                (int) layout.fragments().stream().filter(rewrites::isSmall).count(),
                layout.fragments().stream()
                        .mapToLong(FragmentLayout::deletedRows)
                        .sum(),
                layout.fragments().stream().mapToLong(FragmentLayout::bytes).sum(),
                declared.stream().map(index -> status(index, layout)).toList(),
                planned,
                planned > 0 || !new IndexPlanner(limits).plan(layout, declared).isEmpty());
    }

    private static IndexStatus status(DeclaredIndex index, TableLayout layout) {
        long uncovered = layout.uncoveredBy(index.name()).stream()
                .mapToLong(FragmentLayout::rows)
                .sum();
        long all = layout.fragments().stream().mapToLong(FragmentLayout::rows).sum();
        return new IndexStatus(index, layout.segmentsOf(index.name()).size(), all - uncovered);
    }
}
