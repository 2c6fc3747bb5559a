package io.headgate.ingest.cli;

import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code recoveries --json} prints for one settled write. The names of the components are part of the interface. */
record RecoveryLine(
        String intent,
        String decision,
        String reason,
        String operation,
        String actor,
        String armedAt,
        long base,
        @Nullable Long publishedIn,
        List<Table> tables,
        String recoveredBy,
        String recoveredAt) {

    /** One table as it was found. */
    record Table(String table, String shape, long pinned, long head) {}

    static RecoveryLine of(RecoveryRecord record) {
        return new RecoveryLine(
                record.intent().value(),
                Json.word(record.decision()),
                record.reason(),
                record.operation(),
                record.actor(),
                record.armedAt().toString(),
                record.base().number(),
                record.publishedIn().map(GraphVersion::number).orElse(null),
                record.tables().stream()
                        .map(table -> new Table(table.name(), Json.word(table.found()), table.pinned(), table.head()))
                        .toList(),
                record.recoveredBy(),
                record.recoveredAt().toString());
    }
}
