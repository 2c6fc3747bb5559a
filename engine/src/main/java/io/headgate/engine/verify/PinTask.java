package io.headgate.engine.verify;

import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.id.TransactionId;
import java.util.Optional;

/**
 * Whether a version that a graph version names can be opened and is the one that was published.
 *
 * @param transaction the transaction that made it
 * @param rows how many it has
 * @param graphVersion a graph version that names it
 */
record PinTask(TableRef table, long version, TransactionId transaction, long rows, long graphVersion)
        implements TableTask {

    @Override
    public Check mainCheck() {
        return Check.PINS;
    }

    @Override
    public String advice() {
        return "Graph version " + graphVersion + " names it: restore the table's files from a copy.";
    }

    @Override
    public boolean run(TableAccess access, Findings out) {
        out.count(Check.PINS, "opened", 1);
        try (PinnedTable pinned = access.store().open(table.path(), version)) {
            if (pinned.rowCount() != rows) {
                mismatch("it has " + pinned.rowCount() + " rows, but " + rows + " were published", out);
            }
            Optional<TransactionId> found =
                    pinned.transactionOf(version).map(made -> made.stamp().id());
            if (!found.equals(Optional.of(transaction))) {
                mismatch(
                        "it was made by transaction "
                                + found.map(TransactionId::value).orElse("(none)") + ", but " + transaction
                                + " was published",
                        out);
            }
        }
        return true;
    }

    private void mismatch(String message, Findings out) {
        out.problem(
                Check.PINS,
                Problem.ofTable(
                        table,
                        version,
                        message + " (graph version " + graphVersion + ")",
                        "The table or the graph version was changed by hand: restore the one that was from a copy."));
    }
}
