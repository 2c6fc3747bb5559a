package io.headgate.ingest.metrics;

import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.error.StorageUnavailable;
import java.util.Locale;

/** What a write fails of. */
enum WriteFailure {
    CONFLICT,
    OUTCOME_UNKNOWN,
    STORAGE_UNAVAILABLE,
    RECOVERY_REQUIRED,
    CORRUPT_STATE,
    OTHER;

    static WriteFailure of(RuntimeException failure) {
        if (failure instanceof Conflict) {
            return CONFLICT;
        }
        if (failure instanceof OutcomeUnknown) {
            return OUTCOME_UNKNOWN;
        }
        if (failure instanceof StorageUnavailable) {
            return STORAGE_UNAVAILABLE;
        }
        if (failure instanceof RecoveryRequired) {
            return RECOVERY_REQUIRED;
        }
        return failure instanceof CorruptState ? CORRUPT_STATE : OTHER;
    }

    String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
