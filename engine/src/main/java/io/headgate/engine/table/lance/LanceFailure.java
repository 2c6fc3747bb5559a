package io.headgate.engine.table.lance;

import io.headgate.engine.table.TablePath;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.StorageUnavailable;

/**
 * What an exception out of Lance means. Lance throws JDK types only, checked ones also from methods that declare none, so
 * the message has to be read; this is the one place that does.
 */
enum LanceFailure {
    /** The table, the version or a file of it is not there. */
    NOT_FOUND,
    /** The manifest of the version was there already: another writer was faster. */
    PUT_RACE,
    /** A data file is there, but its content is not that of one. */
    DAMAGED_FILE,
    /** Another writer changed the same fragments. */
    RETRYABLE_CONFLICT,
    /** Another writer did something that this change cannot be put on top of. */
    INCOMPATIBLE,
    /** The rows do not have the columns that the table has now. */
    DIFFERENT_SCHEMA,
    /** The condition of a scan cannot be read or names something that is not there. */
    BAD_FILTER,
    /** Anything else: it says nothing about the outcome. */
    UNKNOWN;

    static LanceFailure of(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (message.contains("does not appear to be a Lance file") || message.contains("failed to decode Protobuf")) {
            return DAMAGED_FILE;
        }
        if (message.contains("Retryable commit conflict")) {
            return RETRYABLE_CONFLICT;
        }
        if (message.contains("Incompatible transaction")) {
            return INCOMPATIBLE;
        }
        // The second is what whoever creates a table hears when somebody else did so a moment before.
        if (message.contains("Commit conflict for version") || message.contains("Dataset already exists")) {
            return PUT_RACE;
        }
        if (message.contains("Append with different schema")) {
            return DIFFERENT_SCHEMA;
        }
        if (message.contains("Invalid user input")) {
            return BAD_FILTER;
        }
        if (message.contains("not found") || message.contains("Not found")) {
            return NOT_FOUND;
        }
        return UNKNOWN;
    }

    /** Whether it proves that a commit did not land, once the history does not show it either. */
    boolean rejectsCommit() {
        return switch (this) {
            case PUT_RACE, RETRYABLE_CONFLICT, INCOMPATIBLE, DIFFERENT_SCHEMA -> true;
            case NOT_FOUND, DAMAGED_FILE, BAD_FILTER, UNKNOWN -> false;
        };
    }

    HeadgateException toException(String operation, TablePath path, Throwable cause) {
        return switch (this) {
            case NOT_FOUND ->
                new CorruptState(
                        path.value(),
                        "Could not " + operation + " of table " + path + ": something the version names is missing ("
                                + cause.getMessage() + "). Nothing was changed; restore the table's files from a copy.",
                        cause);
            case DAMAGED_FILE ->
                new CorruptState(
                        path.value(),
                        "Could not " + operation + " of table " + path + ": a data file is damaged ("
                                + cause.getMessage() + "). Nothing was changed; restore the table's files from a copy.",
                        cause);
            case DIFFERENT_SCHEMA ->
                new CorruptState(
                        path.value(),
                        "Could not " + operation + " of table " + path + ": its newest version has other columns ("
                                + cause.getMessage() + "). Nothing was changed; open the graph again and retry.",
                        cause);
            case PUT_RACE, RETRYABLE_CONFLICT, INCOMPATIBLE, BAD_FILTER, UNKNOWN ->
                new StorageUnavailable(
                        operation + " of " + path,
                        "Could not " + operation + " of table " + path + ": " + cause.getMessage()
                                + ". Retry; if it goes on, check that the storage can be reached and has room.",
                        cause);
        };
    }
}
