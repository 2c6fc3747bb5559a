package io.headgate.engine.table.lance;

import io.headgate.engine.table.TableTransaction;
import io.headgate.recovery.id.TransactionId;
import java.util.Optional;
import java.util.OptionalLong;
import org.lance.Dataset;

/** What a table's history says about its transactions. */
final class History {

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
