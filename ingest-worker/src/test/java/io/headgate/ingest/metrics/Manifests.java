package io.headgate.ingest.metrics;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Graph versions of which only the offsets matter. */
public final class Manifests {
    private Manifests() {}

    public static GraphManifest at(Map<SourcePartition, Long> offsets) {
        return new GraphManifest(
                GraphManifest.FORMAT_VERSION,
                GraphVersion.FIRST,
                Optional.empty(),
                GraphVersion.FIRST,
                GraphManifest.MAIN_BRANCH,
                new CommitId("commit"),
                "ingest",
                "test",
                Optional.empty(),
                Instant.EPOCH,
                "schema",
                List.of(),
                offsets.entrySet().stream()
                        .map(offset -> new SourceOffset(offset.getKey(), offset.getValue()))
                        .toList(),
                List.of(),
                Account.EMPTY,
                Account.EMPTY);
    }
}
