package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableLayout;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;

/** Commits maintenance that was staged outside any turn. For use by one thread at a time. */
public interface TableMaintainer extends AutoCloseable {

    /** The newest graph version, after settling what dead writers left. */
    GraphManifest refresh();

    /** What a table is made of. */
    TableLayout layout(TablePin pin);

    /** As {@link PinnedTable#stageRewrite}, on the pinned version. */
    FragmentRewrite stageRewrite(TablePin pin, List<Integer> fragments, long rowsPerFile);

    /** As {@link PinnedTable#stageIndex}, on the pinned version. */
    IndexBuild stageIndex(TablePin pin, IndexRequest request);

    /**
     * Makes what is left of the work visible in a graph version of its own: what others have changed meanwhile is left out.
     *
     * @return empty when nothing was left, so that nothing was done
     * @throws OutcomeUnknown when whether it becomes visible is not known; the next writer settles it, and its content is the
     *     same either way
     */
    Optional<WriteResult> maintain(MaintenanceWork work);

    @Override
    void close();
}
