package io.headgate.recovery.intent;

/**
 * What became of every record that was polled. Each number is counted where it happens, so that {@link #balances()} means
 * something.
 *
 * @param polled records that Kafka delivered
 * @param applied records whose row was written or whose key was deleted
 * @param deduplicated records that a later record with the same key replaced within the batch
 * @param filtered records that the configuration says to leave out
 * @param deadLettered records that could not be applied and are rows of the dead-letter table
 */
public record Account(long polled, long applied, long deduplicated, long filtered, long deadLettered) {

    public static final Account EMPTY = new Account(0, 0, 0, 0, 0);

    public boolean balances() {
        return polled == applied + deduplicated + filtered + deadLettered;
    }

    public Account plus(Account other) {
        return new Account(
                polled + other.polled,
                applied + other.applied,
                deduplicated + other.deduplicated,
                filtered + other.filtered,
                deadLettered + other.deadLettered);
    }
}
