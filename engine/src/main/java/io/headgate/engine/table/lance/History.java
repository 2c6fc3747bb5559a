package io.headgate.engine.table.lance;

import io.headgate.engine.table.TableTransaction;
import io.headgate.recovery.id.TransactionId;
import java.util.Optional;
import java.util.OptionalLong;
import org.lance.Dataset;
import org.lance.Transaction;
import org.lance.operation.Overwrite;
import org.lance.operation.Restore;

/** What a table's history says about its transactions. */
final class History {

    /** Versions whose transactions are read in a row. */
    private static final long MOST_LOOKED_AT = 64;

    private History() {}

    /** The transaction that made a version; empty when the version or its transaction is gone. */
    static Optional<TableTransaction> transactionOf(Dataset dataset, long version) throws Exception {
        Optional<Dataset> found = checkout(dataset, version);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Dataset then = found.get()) {
            return madeBy(then).map(Made::transaction);
        }
    }

    /** Another version of an open table, if it is there; the caller closes it. */
    static Optional<Dataset> checkout(Dataset dataset, long version) throws Exception {
        try {
            return Optional.of(dataset.checkoutVersion(version));
        } catch (Exception e) {
            if (LanceFailure.of(e) == LanceFailure.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The transaction that made the version which is open. */
    static Optional<Made> madeBy(Dataset dataset) {
        return dataset.readTransaction().map(transaction -> {
            try (transaction) {
                return new Made(transaction.readVersion(), Transactions.read(transaction));
            }
        });
    }

    /** The version made by a transaction, looked for from the newest version down to {@code oldest}. */
    static OptionalLong find(Dataset dataset, TransactionId id, long oldest) throws Exception {
        for (long version = dataset.latestVersion(); version >= oldest; version--) {
            Optional<TableTransaction> found = transactionOf(dataset, version);
            if (found.isPresent() && found.get().stamp().id().equals(id)) {
                return OptionalLong.of(version);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Whether content from before a version may have come back after it. Looks at the transactions of the versions in between; when
     * there are many, or one does not show, the answer is yes.
     *
     * @param dataset open at the version up to which to look
     */
    static boolean mayHaveGoneBack(Dataset dataset, long before) throws Exception {
        if (dataset.version() - before > MOST_LOOKED_AT) {
            return true;
        }
        for (long version = before + 1; version <= dataset.version(); version++) {
            Optional<Dataset> found = checkout(dataset, version);
            if (found.isEmpty()) {
                return true;
            }
            try (Dataset then = found.get()) {
                Optional<Transaction> made = then.readTransaction();
                if (made.isEmpty()) {
                    return true;
                }
                try (Transaction transaction = made.get()) {
                    if (transaction.operation() instanceof Restore restore && restore.version() < before
                            || transaction.operation() instanceof Overwrite) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * @param recordedReadVersion what Lance recorded as the read version, by which it also names the transaction's file; when
     *     it rebases a change of rows, that is no longer the version on which the transaction was built
     */
    record Made(long recordedReadVersion, TableTransaction transaction) {

        CommittedFiles files(long version) {
            return new CommittedFiles(
                    recordedReadVersion, transaction.stamp().id().value(), version);
        }
    }
}
