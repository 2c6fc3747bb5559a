package io.headgate.engine.table.lance;

/** Carries an exception of Lance, which may be a checked one, to where the table's name is known. */
final class LookupFailed extends RuntimeException {

    LookupFailed(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
