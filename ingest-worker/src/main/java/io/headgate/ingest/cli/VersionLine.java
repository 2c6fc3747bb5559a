package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code versions --json} prints for one graph version. The names of the components are part of the interface. */
record VersionLine(
        long version,
        @Nullable Long parent,
        String commit,
        String committedAt,
        String operation,
        String actor,
        @Nullable String reason,
        String schema,
        long rows,
        List<String> intents,
        Account account) {

    static VersionLine of(GraphManifest manifest) {
        return new VersionLine(
                manifest.version().number(),
                manifest.parent().map(GraphVersion::number).orElse(null),
                manifest.commit().value(),
                manifest.committedAt().toString(),
                manifest.operation(),
                manifest.actor(),
                manifest.reason().orElse(null),
                manifest.schema(),
                manifest.tables().stream().mapToLong(pin -> pin.rows()).sum(),
                manifest.intents().stream().map(IntentId::value).toList(),
                manifest.account());
    }
}
