package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.TablePath;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A graph version to look at. */
final class Manifests {

    static final GraphManifest SOCIAL = new GraphManifest(
            GraphManifest.FORMAT_VERSION,
            new GraphVersion(7),
            Optional.of(new GraphVersion(6)),
            GraphVersion.FIRST,
            GraphManifest.MAIN_BRANCH,
            new CommitId("COMMIT"),
            "ingest",
            "worker",
            Optional.empty(),
            Instant.parse("2026-01-31T12:00:00Z"),
            "abc",
            List.of(
                    pin(TableKind.NODE, "Person", "nodes/person-1.lance", 5, 100),
                    indexed(pin(TableKind.EDGE, "Follows", "edges/follows-2.lance", 6, 200), 6),
                    indexed(pin(TableKind.NODE, "Likes", "nodes/likes-3.lance", 1, 0), 4),
                    pin(TableKind.EDGE, "Likes", "edges/likes-4.lance", 1, 0),
                    pin(TableKind.SYSTEM, "dead-letters", "system/dead-letters.lance", 2, 3)),
            List.of(new SourceOffset(new SourcePartition("cluster", "people", "topic-id", 1), 42, 3)),
            List.of(new IntentId("INTENT")),
            new Account(10, 9, 0, 0, 1),
            new Account(40, 30, 6, 1, 3));

    private Manifests() {}

    private static TablePin pin(TableKind kind, String name, String path, long version, long rows) {
        return new TablePin(
                new TableId(path), 1, kind, name, new TablePath(path), "main", version, new TransactionId("t"), rows);
    }

    private static TablePin indexed(TablePin pin, long upTo) {
        return pin.maintainedAt(pin.version(), pin.transaction(), Optional.of(new GraphVersion(upTo)));
    }
}
