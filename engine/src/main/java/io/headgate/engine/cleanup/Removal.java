package io.headgate.engine.cleanup;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.cleanup.CleanupReport.Table;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableRemoval;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what was given up: of each table the versions before those that the oldest kept graph version names, then the graph
 * versions before that one, the oldest first, so that those that are there always follow each other.
 */
final class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final GraphEnvironment environment;
    private final String branch;

    Removal(GraphEnvironment environment, String branch) {
        this.environment = environment;
        this.branch = branch;
    }

    /** What the tables would lose; changes nothing. */
    List<Table> weigh(GraphManifest kept) {
        return each(kept, environment.tables()::removable);
    }

    /** Whether a table has versions that none of the kept graph versions names and that come before all that they name. */
    boolean isDue(GraphManifest kept) {
        return weigh(kept).stream()
                .anyMatch(
                        table -> table.failure().isPresent() || table.removed().versions() > 0);
    }

    List<Table> cleanUp(GraphManifest kept) {
        return each(kept, (path, before) -> {
            environment.faults().reached(FaultPoint.CLEANUP_BEFORE_TABLE);
            TableRemoval removed = environment.tables().cleanup(path, before);
            environment.faults().reached(FaultPoint.CLEANUP_AFTER_TABLE);
            LOG.info(
                    "phase=cleanup table={} before={} versions={} files={} bytes={}",
                    path,
                    before,
                    removed.versions(),
                    removed.files(),
                    removed.bytes());
            return removed;
        });
    }

    /** What is done to one table. */
    private interface Action {
        TableRemoval on(TablePath path, long before);
    }

    private static List<Table> each(GraphManifest kept, Action action) {
        List<Table> tables = new ArrayList<>();
        for (TablePin pin : kept.tables()) {
            TableRemoval removed = TableRemoval.NONE;
            Optional<HeadgateException> failure = Optional.empty();
            try {
                removed = action.on(pin.path(), pin.version());
            } catch (StorageUnavailable | CorruptState e) {
                LOG.warn("phase=cleanup table={} left for the next cleanup: {}", pin.path(), e.getMessage());
                failure = Optional.of(e);
            }
            tables.add(new Table(pin.name(), pin.path(), pin.version(), removed, failure));
        }
        return tables;
    }

    /**
     * What became of the graph versions.
     *
     * @param failure why the rest was left
     */
    record Versions(long removed, Optional<HeadgateException> failure) {}

    /** @param from the oldest that is there */
    Versions removeVersions(GraphVersion from, GraphVersion kept) {
        long removed = 0;
        try {
            for (GraphVersion version = from; version.compareTo(kept) < 0; version = version.next()) {
                environment.faults().reached(FaultPoint.CLEANUP_BEFORE_VERSION);
                environment.objects().delete(GraphKeys.version(branch, version));
                environment.faults().reached(FaultPoint.CLEANUP_AFTER_VERSION);
                removed++;
            }
            return new Versions(removed, Optional.empty());
        } catch (StorageUnavailable e) {
            LOG.warn("phase=cleanup graph versions left for the next cleanup: {}", e.getMessage());
            return new Versions(removed, Optional.of(e));
        }
    }

    /** Expired holds keep nothing; one that cannot be removed is left. */
    List<HoldId> removeHolds(List<Hold> expired) {
        List<HoldId> removed = new ArrayList<>();
        for (Hold hold : expired) {
            try {
                environment.objects().delete(GraphKeys.hold(hold.id()));
                removed.add(hold.id());
            } catch (StorageUnavailable e) {
                LOG.warn("phase=cleanup hold={} left for the next cleanup: {}", hold.id(), e.getMessage());
            }
        }
        return removed;
    }
}
