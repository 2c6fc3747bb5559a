package io.headgate.engine.table.lance;

import io.headgate.engine.table.TransactionStamp;
import org.lance.Transaction;
import org.lance.operation.Operation;

/** Makes Lance transactions that carry our stamp. */
final class Transactions {

    private Transactions() {}

    static Transaction of(long readVersion, Operation operation, TransactionStamp stamp) {
        return new Transaction.Builder()
                .uuid(stamp.id().value())
                .readVersion(readVersion)
                .operation(operation)
                .transactionProperties(stamp.properties())
                .build();
    }
}
