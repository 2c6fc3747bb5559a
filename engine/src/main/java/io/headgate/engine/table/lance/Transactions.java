package io.headgate.engine.table.lance;

import io.headgate.engine.table.TableTransaction;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.id.TransactionId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lance.Transaction;
import org.lance.operation.Operation;

/**
 * Lance transactions that carry our stamp. Lance overwrites the read version of a change of rows that it rebases, so that
 * an overshot one would look as if it had been built on the version before it; ours keep the true one in a property.
 */
final class Transactions {

    static final String BASE_PROPERTY = "headgate.base";

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    private Transactions() {}

    static Transaction of(long readVersion, Operation operation, TransactionStamp stamp) {
        Map<String, String> properties = new HashMap<>(stamp.properties());
        properties.put(BASE_PROPERTY, Long.toString(readVersion));
        return new Transaction.Builder()
                .uuid(stamp.id().value())
                .readVersion(readVersion)
                .operation(operation)
                .transactionProperties(properties)
                .build();
    }

    static TableTransaction read(Transaction transaction) {
        Map<String, String> properties =
                new HashMap<>(transaction.transactionProperties().orElse(Map.of()));
        return new TableTransaction(
                readVersion(transaction, properties.remove(BASE_PROPERTY)),
                transaction.operation().name(),
                new TransactionStamp(new TransactionId(transaction.uuid()), properties));
    }

    private static long readVersion(Transaction transaction, @Nullable String base) {
        return base != null && VERSION.matcher(base).matches() ? Long.parseLong(base) : transaction.readVersion();
    }
}
