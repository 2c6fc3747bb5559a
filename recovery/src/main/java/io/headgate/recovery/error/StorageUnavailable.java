package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** Storage did not answer, or answered with an error that says nothing about the outcome. */
public final class StorageUnavailable extends HeadgateException {

    /** What can be told about why. It says nothing about the outcome of a write. */
    public enum Reason {
        /** There was no answer, or none that means anything. */
        NO_ANSWER,
        /** Storage asked to be left alone for a while, for longer than the limits allow to wait. */
        THROTTLED,
        /** Storage does not let us: it does so again until somebody changes credentials or permissions. */
        DENIED,
        /** Who answers has no certificate that is trusted: it stays so until somebody changes one or the other. Nothing was sent. */
        UNTRUSTED,
        /** The bucket is not there, or not there where it was looked for. */
        NO_SUCH_STORE
    }

    private final String operation;
    private final Reason reason;

    public StorageUnavailable(String operation, String message) {
        this(operation, message, null);
    }

    public StorageUnavailable(String operation, String message, @Nullable Throwable cause) {
        this(operation, Reason.NO_ANSWER, message, cause);
    }

    public StorageUnavailable(String operation, Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.operation = operation;
        this.reason = reason;
    }

    /** What was being done, and to which object. */
    public String operation() {
        return operation;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.STORAGE;
    }
}
