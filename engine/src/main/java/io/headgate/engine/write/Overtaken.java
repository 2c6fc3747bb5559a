package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.error.StorageUnavailable;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What becomes of a write that slept while cleanup gave up the version that it stood on: tables that it finds without their
 * history or their files are nobody's damage, and its own staged files may have been old enough to go.
 */
final class Overtaken {

    private final WriteContext context;

    Overtaken(WriteContext context) {
        this.context = context;
    }

    /**
     * The newest version to go on from, when a failure may follow from a cleanup after the base; throws the failure when it
     * cannot.
     */
    GraphManifest newestInsteadOf(GraphManifest base, HeadgateException failure) {
        boolean mayFollow = failure instanceof CorruptState
                || failure instanceof RecoveryRequired
                || failure instanceof StorageUnavailable;
        if (!mayFollow) {
            throw failure;
        }
        GraphManifest newest = context.newestAfter(base);
        if (newest.version().equals(base.version())
                || !context.publications().mayHaveBeenCleanedUp(base.version(), newest.version())) {
            throw failure;
        }
        return newest;
    }

    /**
     * Does something that needs the base.
     *
     * @throws Conflict when it failed and cleanup came by meanwhile
     */
    <T> T unlessCleanedUp(GraphManifest base, Supplier<T> work) {
        try {
            return work.get();
        } catch (CorruptState | RecoveryRequired | StorageUnavailable failure) {
            GraphManifest newest = newestInsteadOf(base, failure);
            throw new Conflict(
                    "graph version",
                    "cleanup came by while a write was built on graph version " + base.version() + "; the newest is "
                            + newest.version() + " now, and those before " + newest.oldest()
                            + " are given up. Nothing was written; read again");
        }
    }

    /**
     * Why a write cannot go on from a newer version: cleanup came in between and its staged files are not whole any more. Empty
     * when it can; looks at no file when there was no cleanup.
     *
     * @param moved the write on the newer version
     */
    Optional<String> lostFiles(GraphManifest before, StagedWrite moved) {
        GraphManifest newest = moved.base();
        if (!context.publications().mayHaveBeenCleanedUp(before.version(), newest.version())) {
            return Optional.empty();
        }
        for (StagedTable table : moved.tables()) {
            try {
                context.open().at(table.pin()).requireStaged(table.rows());
            } catch (CorruptState missing) {
                if (context.ifGivenUp(newest).isEmpty()) {
                    return Optional.of(
                            "its staged files were cleaned up because they were old, so it has to be read again ("
                                    + missing.getMessage() + ")");
                }
            }
        }
        return Optional.empty();
    }
}
