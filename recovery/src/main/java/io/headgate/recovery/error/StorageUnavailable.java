package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** Storage did not answer, or answered with an error that says nothing about the outcome. */
public final class StorageUnavailable extends HeadgateException {

    private final String operation;

    public StorageUnavailable(String operation, String message) {
        this(operation, message, null);
    }

    public StorageUnavailable(String operation, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.operation = operation;
    }

    /** What was being done, and to which object. */
    public String operation() {
        return operation;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.STORAGE;
    }
}
