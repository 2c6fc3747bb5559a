package io.headgate.recovery.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source does not answer, or refuses to: Kafka cannot be reached, or does not let this client in. */
public final class SourceUnavailable extends HeadgateException {
    private final String operation;
    private final @Nullable String refusedSetting;

    public SourceUnavailable(String operation, String message) {
        this(operation, message, null);
    }

    public SourceUnavailable(String operation, String message, @Nullable Throwable cause) {
        this(operation, Optional.empty(), message, cause);
    }

    /** @param refusedSetting what somebody has to change before the source lets this client in, where that is known */
    public SourceUnavailable(
            String operation, Optional<String> refusedSetting, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.operation = operation;
        this.refusedSetting = refusedSetting.orElse(null);
    }

    /** What was asked of the source. */
    public String operation() {
        return operation;
    }

    /** The configuration key of what the source does not accept; it answers the same until somebody changes it. */
    public Optional<String> refusedSetting() {
        return Optional.ofNullable(refusedSetting);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.SOURCE;
    }
}
