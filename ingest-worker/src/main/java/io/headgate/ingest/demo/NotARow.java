package io.headgate.ingest.demo;

/** Why the check expects a record to be a dead letter. Stays inside the check. */
final class NotARow extends Exception {

    NotARow(String reason) {
        super(reason);
    }
}
