package io.headgate.engine.manifest;

import io.headgate.engine.table.TablePath;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import java.util.Optional;

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
 * @param content the oldest version from which on the table had this content: what came after it changed only the shape
 * @param shaped the newest version whose fragments or indexes something else than a write has changed
 * @param indexed the newest graph version of which every row is in every declared index; empty when none ever was
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
        long rows,
        long content,
        long shaped,
        Optional<GraphVersion> indexed) {

    /** A table that was never maintained. */
    public TablePin(
            TableId id,
            long incarnation,
            TableKind kind,
            String name,
            TablePath path,
            String lanceBranch,
            long version,
            TransactionId transaction,
            long rows) {
        this(
                id,
                incarnation,
                kind,
                name,
                path,
                lanceBranch,
                version,
                transaction,
                rows,
                version,
                version,
                Optional.empty());
    }

    /** The table with other content. */
    public TablePin at(long newVersion, TransactionId newTransaction, long newRows) {
        return with(newVersion, newTransaction, newRows, newVersion, shaped, indexed);
    }

    /** The table with whatever other hands have made of it: nothing that was known of its shape holds any more. */
    public TablePin replacedAt(long newVersion, TransactionId newTransaction, long newRows) {
        return with(newVersion, newTransaction, newRows, newVersion, newVersion, Optional.empty());
    }

    /**
     * The table with the same content in another shape.
     *
     * @param indexedUpTo the graph version of which every row is indexed now; empty when that is what it was
     */
    public TablePin maintainedAt(long newVersion, TransactionId newTransaction, Optional<GraphVersion> indexedUpTo) {
        Optional<GraphVersion> further =
                indexedUpTo.filter(version -> indexed.isEmpty() || version.compareTo(indexed.get()) > 0);
        return with(newVersion, newTransaction, rows, content, newVersion, further.or(() -> indexed));
    }

    /**
     * The table in the graph version after the one in which it has another pin: as long as the content stays what it was, a table
     * of which all is indexed is so in the next version too.
     */
    public TablePin after(TablePin before, GraphVersion from, GraphVersion to) {
        boolean covered =
                content == before.content && indexed.filter(from::equals).isPresent();
        return covered ? with(version, transaction, rows, content, shaped, Optional.of(to)) : this;
    }

    private TablePin with(
            long newVersion,
            TransactionId newTransaction,
            long newRows,
            long newContent,
            long newShaped,
            Optional<GraphVersion> newIndexed) {
        return new TablePin(
                id,
                incarnation,
                kind,
                name,
                path,
                lanceBranch,
                newVersion,
                newTransaction,
                newRows,
                newContent,
                newShaped,
                newIndexed);
    }

    /** Whether it is the same version of the same table, however far that is indexed. */
    public boolean pinsTheSameAs(TablePin other) {
        return with(version, transaction, rows, content, shaped, other.indexed).equals(other);
    }

    /** Whether the table has the content that it had at an older version. */
    public boolean holdsContentOf(long olderVersion) {
        return content <= olderVersion && olderVersion <= version;
    }
}
