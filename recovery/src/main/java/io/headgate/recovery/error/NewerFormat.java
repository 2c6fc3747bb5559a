package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** The graph was written by a newer Headgate than this one. */
public final class NewerFormat extends HeadgateException {

    private final int found;
    private final int supported;

    public NewerFormat(int found, int supported, String message) {
        this(found, supported, message, null);
    }

    public NewerFormat(int found, int supported, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.found = found;
        this.supported = supported;
    }

    /** The format version found. */
    public int found() {
        return found;
    }

    /** The newest format version that this program reads. */
    public int supported() {
        return supported;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.STORAGE;
    }
}
