package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** Another writer published first, as often as the limit allows, or made what was staged here stale. Nothing of the write is visible; it can be built again on the new state. */
public final class Conflict extends HeadgateException {

    private final String subject;

    public Conflict(String subject, String message) {
        this(subject, message, null);
    }

    public Conflict(String subject, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.subject = subject;
    }

    /** What was contended for: a graph version, a table or a source partition. */
    public String subject() {
        return subject;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.CONFLICT;
    }
}
