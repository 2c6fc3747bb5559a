package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** The location holds no graph. */
public final class NotAGraph extends HeadgateException {

    private final String location;

    public NotAGraph(String location, String message) {
        this(location, message, null);
    }

    public NotAGraph(String location, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.location = location;
    }

    /** The location that was opened. */
    public String location() {
        return location;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.STORAGE;
    }
}
