package io.headgate.ingest.decode;

/**
 * A record that becomes a dead letter.
 *
 * @param message names the field and what was found and expected; for people
 */
public record Rejection(RejectionCode code, String message) {}
