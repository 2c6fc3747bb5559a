package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/**
 * Everything that Headgate reports as a failure. The subclasses are the kinds a caller can tell apart; each carries typed
 * fields, so nobody has to match on messages. Messages say what happened, where, and what to do next.
 */
public abstract sealed class HeadgateException extends RuntimeException
        permits BadConfiguration,
                BadSchema,
                Conflict,
                CorruptState,
                NotAGraph,
                NewerFormat,
                OutcomeUnknown,
                RecoveryRequired,
                SourceMismatch,
                SourceUnavailable,
                StorageUnavailable {

    HeadgateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What kind of failure this is for a process that has to leave: the command line maps it to an exit code. */
    public abstract FailureKind kind();
}
