package io.headgate.engine.manifest;

import io.headgate.engine.table.TablePath;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;

/**
 * The exact version of one table that a graph version names.
 *
 * @param id identity of the table
 * @param incarnation tells a table from one that was dropped and added again under the same name; starts at 1
 * @param kind what it holds
 * @param name the declared type's name; {@code dead-letters} for the system table
 * @param path directory of the Lance dataset, relative to the graph
 * @param lanceBranch branch of the dataset: {@code main}
 * @param version version of the dataset
 * @param transaction the transaction that made that version
 * @param rows number of rows at that version
 */
public record TablePin(
        TableId id,
        long incarnation,
        TableKind kind,
        String name,
        TablePath path,
        String lanceBranch,
        long version,
        TransactionId transaction,
        long rows) {

    public TablePin at(long newVersion, TransactionId newTransaction, long newRows) {
        return new TablePin(id, incarnation, kind, name, path, lanceBranch, newVersion, newTransaction, newRows);
    }
}
