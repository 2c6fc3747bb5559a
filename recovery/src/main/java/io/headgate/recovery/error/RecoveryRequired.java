package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** A table has moved in a way that no intent and no transaction of ours explains. Reading goes on; writing is refused. */
public final class RecoveryRequired extends HeadgateException {

    private final String table;
    private final long pinned;
    private final long head;

    public RecoveryRequired(String table, long pinned, long head, String message) {
        this(table, pinned, head, message, null);
    }

    public RecoveryRequired(String table, long pinned, long head, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.table = table;
        this.pinned = pinned;
        this.head = head;
    }

    /** The table's name. */
    public String table() {
        return table;
    }

    /** The version that the graph names. */
    public long pinned() {
        return pinned;
    }

    /** The version at the table's HEAD. */
    public long head() {
        return head;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.CONFLICT;
    }
}
