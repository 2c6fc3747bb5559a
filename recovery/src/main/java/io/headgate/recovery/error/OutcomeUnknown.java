package io.headgate.recovery.error;

import io.headgate.recovery.id.IntentId;
import org.jspecify.annotations.Nullable;

/**
 * A write was armed and then given up, because storage failed or others were faster too often. It may become visible or not:
 * whoever writes next settles it. A write that claims source offsets can simply be repeated after a refresh, because its claims
 * hold at most once; a load has to ask the graph for its intent first.
 */
public final class OutcomeUnknown extends HeadgateException {

    private final IntentId intent;

    public OutcomeUnknown(IntentId intent, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.intent = intent;
    }

    /** The intent whose publication settles the question. */
    public IntentId intent() {
        return intent;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.STORAGE;
    }
}
