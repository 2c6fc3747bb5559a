package io.headgate.recovery.decide;

import io.headgate.recovery.id.TransactionId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One version of a table after the pinned one.
 *
 * @param version its number
 * @param made the transaction that made it; empty when the version has none to show or is not there
 */
public record Movement(long version, Optional<Made> made) {

    /**
     * What the transaction says about itself.
     *
     * @param transaction its id
     * @param builtOn the version it was built on
     * @param operation the table store's name for what it did, for messages
     * @param ours whether its properties name this graph
     * @param restores for a restore of ours, the version whose content it put back
     */
    public record Made(
            TransactionId transaction, long builtOn, String operation, boolean ours, OptionalLong restores) {}
}
