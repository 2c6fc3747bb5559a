package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** A schema source that is refused: the message names the place, what was found and what would be right. */
public final class BadSchema extends HeadgateException {

    private final int line;
    private final int column;

    public BadSchema(int line, int column, String message) {
        this(line, column, message, null);
    }

    public BadSchema(int line, int column, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.line = line;
        this.column = column;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }

    /** The column, counted from 1. */
    public int column() {
        return column;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.CONFIGURATION;
    }
}
