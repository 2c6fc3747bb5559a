package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.error.OutcomeUnknown;
import java.util.Optional;

/** Commits maintenance that was staged outside any turn. For use by one thread at a time. */
public interface TableMaintainer extends AutoCloseable {

    /** The newest graph version, after settling what dead writers left. */
    GraphManifest refresh();

    /** The table at exactly the pinned version, for staging on it. It stays the maintainer's; nobody else closes it. */
    PinnedTable at(TablePin pin);

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
