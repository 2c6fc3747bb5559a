package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** An object that must be readable is not, or contradicts another one. Nothing was changed; the object is kept for a person. */
public final class CorruptState extends HeadgateException {

    private final String object;

    public CorruptState(String object, String message) {
        this(object, message, null);
    }

    public CorruptState(String object, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.object = object;
    }

    /** The key or path of the object. */
    public String object() {
        return object;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.STORAGE;
    }
}
