package io.headgate.recovery.fault;

/**
 * Every place where a crash leaves a different state behind: right before and right after each durable effect. The names
 * are the protocol's phases. The catalogue is an enum so that a test can walk it: a point added here is covered the same day.
 */
public enum FaultPoint {
    INIT_BEFORE_CLAIM("the location is not claimed yet"),
    INIT_AFTER_CLAIM("the location is claimed; there are no tables"),
    INIT_AFTER_TABLE("one more table is there"),
    INIT_AFTER_PUBLISH("graph version 1 is there"),
    STAGE_BEFORE_DATA("nothing was written for the table"),
    STAGE_AFTER_DATA("the table's data files lie there, and no version names them"),
    ARM_BEFORE_PUT("everything is staged, nobody knows of it"),
    ARM_AFTER_PUT("the intent is there; from here on whoever comes next finishes the write"),
    REARM_BEFORE_PUT("a further attempt is about to be announced in the intent, or it is to be taken over"),
    REARM_AFTER_PUT("it is announced and not tried yet"),
    COMMIT_BEFORE_TABLE("the table does not have the effect"),
    COMMIT_AFTER_TABLE("the table's HEAD has the effect, the graph does not name it"),
    COMMIT_BEFORE_RESTORE("a HEAD holds what is not published"),
    COMMIT_AFTER_RESTORE("the HEAD holds the published content again, at a version that the graph does not name"),
    PUBLISH_BEFORE_PUT("every table has the effect, nothing is visible"),
    PUBLISH_AFTER_PUT("everything is visible; the intent is still there"),
    AUDIT_BEFORE_PUT("an intent is settled and nothing says so"),
    AUDIT_AFTER_PUT("the record is there, and so is the intent"),
    DISARM_BEFORE_DELETE("all is done but the removal of the intent"),
    DISARM_AFTER_DELETE("all is done"),
    CLEANUP_BEFORE_TABLE("older graph versions are given up; what still needs them is known"),
    CLEANUP_AFTER_TABLE("one more table has lost the versions that only they name"),
    CLEANUP_BEFORE_VERSION("the tables are cleaned up; a graph version is there that was given up"),
    CLEANUP_AFTER_VERSION("the oldest graph version that was there is gone"),
    HOLD_BEFORE_PUT("nobody knows that a graph version is to be held"),
    HOLD_AFTER_PUT("the hold is there; whether it came in time is not known yet");

    private final String meaning;

    FaultPoint(String meaning) {
        this.meaning = meaning;
    }

    /** What is true there, for people. */
    public String meaning() {
        return meaning;
    }
}
