package io.headgate.recovery.intent;

import io.headgate.recovery.id.TransactionId;
import java.util.List;

/**
 * One attempt to put an effect on a table, announced in the intent before its first transaction is tried. Every attempt has
 * ids of its own, so that a history shows which one landed.
 *
 * @param onVersion the table version it is built on, whose content is what the graph had published
 * @param steps the transactions that it consists of, in order; each is to land directly after the one before
 * @param rows number of rows in the table after the last step
 */
public record Attempt(long onVersion, List<TransactionId> steps, long rows) {

    public Attempt {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("an attempt has at least one transaction");
        }
    }

    /** The transaction that completes it. */
    public TransactionId last() {
        return steps.get(steps.size() - 1);
    }
}
