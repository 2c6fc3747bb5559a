package io.headgate.recovery.fault;

/**
 * Every place where a crash leaves a different state behind: right before and right after each durable effect. The names
 * are the protocol's phases. The catalogue is an enum so that a test can walk it: a point added here is covered the same day.
 */
public enum FaultPoint {
    INIT_BEFORE_CLAIM,
    INIT_AFTER_CLAIM,
    INIT_AFTER_TABLE,
    INIT_AFTER_PUBLISH,
    STAGE_BEFORE_DATA,
    STAGE_AFTER_DATA,
    ARM_BEFORE_PUT,
    ARM_AFTER_PUT,
    /** A further attempt is about to be announced in the intent, or the intent of a dead writer to be taken over. */
    REARM_BEFORE_PUT,
    REARM_AFTER_PUT,
    COMMIT_BEFORE_TABLE,
    COMMIT_AFTER_TABLE,
    COMMIT_BEFORE_RESTORE,
    COMMIT_AFTER_RESTORE,
    PUBLISH_BEFORE_PUT,
    PUBLISH_AFTER_PUT,
    AUDIT_BEFORE_PUT,
    AUDIT_AFTER_PUT,
    DISARM_BEFORE_DELETE,
    DISARM_AFTER_DELETE
}
