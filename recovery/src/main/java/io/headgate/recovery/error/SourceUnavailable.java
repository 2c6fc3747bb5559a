package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** A source does not answer, or refuses to: Kafka cannot be reached, or does not let this client in. */
public final class SourceUnavailable extends HeadgateException {
    private final String operation;

    public SourceUnavailable(String operation, String message) {
        this(operation, message, null);
    }

    public SourceUnavailable(String operation, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.operation = operation;
    }

    /** What was asked of the source. */
    public String operation() {
        return operation;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.SOURCE;
    }
}
