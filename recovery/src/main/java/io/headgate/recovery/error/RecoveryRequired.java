package io.headgate.recovery.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables have moved in a way that no intent and no transaction of ours explains, or unfinished writes cannot be settled. Reading
 * goes on; what needs it settled is refused.
 */
public final class RecoveryRequired extends HeadgateException {

    private final transient List<DriftedTable> tables;

    public RecoveryRequired(List<DriftedTable> tables, String message) {
        this(tables, message, null);
    }

    public RecoveryRequired(List<DriftedTable> tables, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.tables = List.copyOf(tables);
    }

    /** Every table that drifted; empty when unfinished writes are the reason. */
    public List<DriftedTable> tables() {
        return tables;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.CONFLICT;
    }
}
