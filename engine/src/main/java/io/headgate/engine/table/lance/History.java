package io.headgate.engine.table.lance;

import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.id.TransactionId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lance.Dataset;

/** What a table's history says about its transactions. */
final class History {

    private History() {}

    /** The transaction that made a version; empty when the version or its transaction is gone. */
    static Optional<TransactionStamp> transactionOf(Dataset dataset, long version) throws Exception {
        Dataset then;
        try {
            then = dataset.checkoutVersion(version);
        } catch (Exception e) {
            if (LanceFailure.of(e) == LanceFailure.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
        try (then) {
            return madeBy(then).map(Made::stamp);
        }
    }

    /** The transaction that made the version which is open. */
    static Optional<Made> madeBy(Dataset dataset) {
        return dataset.readTransaction().map(transaction -> {
            try (transaction) {
                Map<String, String> properties =
                        transaction.transactionProperties().orElse(Map.of());
                return new Made(
                        transaction.readVersion(),
                        new TransactionStamp(new TransactionId(transaction.uuid()), properties));
            }
        });
    }

    /** The version made by a transaction, looked for from the newest version down to {@code oldest}. */
    static OptionalLong find(Dataset dataset, TransactionId id, long oldest) throws Exception {
        for (long version = dataset.latestVersion(); version >= oldest; version--) {
            Optional<TransactionStamp> stamp = transactionOf(dataset, version);
            if (stamp.isPresent() && stamp.get().id().equals(id)) {
                return OptionalLong.of(version);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * @param readVersion the version on which the transaction was built
     */
    record Made(long readVersion, TransactionStamp stamp) {}
}
