package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** A configuration that is refused at start: the message names the key, the value and what is allowed. */
public final class BadConfiguration extends HeadgateException {

    private final String key;

    public BadConfiguration(String key, String message) {
        this(key, message, null);
    }

    public BadConfiguration(String key, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.key = key;
    }

    /** The configuration key, in the form the user wrote it. */
    public String key() {
        return key;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.CONFIGURATION;
    }
}
