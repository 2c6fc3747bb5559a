package io.headgate.engine.table.lance;

import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.StorageUnavailable;
import java.util.Optional;
import java.util.OptionalLong;
import org.lance.CommitBuilder;
import org.lance.Dataset;
import org.lance.Transaction;
import org.lance.operation.Operation;

/**
 * One attempt to put one transaction on top of one version. An error out of Lance is not believed: whatever it says, the
 * history is asked whether the transaction is there.
 */
final class CommitAttempt {

    /** Lance's way to say "once": its default of 0 retries many times. */
    private static final int ONCE = 1;
    /** A restore is right on top of any version, so Lance may try again when another writer is faster. */
    private static final int UNTIL_LANDED = 20;

    private final TableContext table;
    private final Dataset base;
    private final TransactionStamp stamp;

    CommitAttempt(TableContext table, Dataset base, TransactionStamp stamp) {
        this.table = table;
        this.base = base;
        this.stamp = stamp;
    }

    /** Commits at exactly the next version. */
    CommitOutcome exactly(Operation operation) {
        try {
            return judged(execute(operation, ONCE));
        } catch (HeadgateException e) {
            throw e;
        } catch (Exception e) {
            return afterError("commit", e)
                    .map(this::judged)
                    .orElseGet(() -> new CommitOutcome.Rejected(String.valueOf(e.getMessage())));
        }
    }

    private CommitOutcome judged(Dataset landed) {
        if (landed.version() == base.version() + 1) {
            return new CommitOutcome.Committed(forced(landed));
        }
        try (landed) {
            return new CommitOutcome.Overshot(landed.version());
        }
    }

    /** Commits at whatever version comes next. */
    LanceTable anywhere(Operation operation) {
        try {
            return forced(execute(operation, UNTIL_LANDED));
        } catch (HeadgateException e) {
            throw e;
        } catch (Exception e) {
            return forced(afterError("restore", e).orElseThrow(() -> unavailable("restore", e)));
        }
    }

    private Dataset execute(Operation operation, int retries) throws Exception {
        try (Transaction transaction = Transactions.of(base.version(), operation, stamp)) {
            return new CommitBuilder(base)
                    .writeParams(table.storageOptions().values())
                    .maxRetries(retries)
                    .skipAutoCleanup(true)
                    .execute(transaction);
        }
    }

    private Optional<Dataset> afterError(String operation, Exception error) {
        try {
            OptionalLong version = History.find(base, stamp.id(), base.version() + 1);
            if (version.isPresent()) {
                return Optional.of(base.checkoutVersion(version.getAsLong()));
            }
        } catch (Exception lookup) {
            error.addSuppressed(lookup);
            throw unavailable(operation, error);
        }
        if (LanceFailure.of(error).rejectsCommit()) {
            return Optional.empty();
        }
        throw unavailable(operation, error);
    }

    private StorageUnavailable unavailable(String operation, Exception cause) {
        return new StorageUnavailable(
                operation + " of " + table.path(),
                "Whether transaction " + stamp.id() + " of table " + table.path() + " landed is unknown: "
                        + cause.getMessage()
                        + ". Nothing is published; retry, and check that the storage can be reached and has room.",
                cause);
    }

    private LanceTable forced(Dataset landed) {
        try {
            table.forcer()
                    .committed(new CommittedFiles(base.version(), stamp.id().value(), landed.version()));
            return new LanceTable(table, landed);
        } catch (RuntimeException e) {
            landed.close();
            throw e;
        }
    }
}
