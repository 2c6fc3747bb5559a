package io.headgate.bench.scaling;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Graph versions without anything that a bench does not look at. */
final class Manifests {

    private Manifests() {}

    static GraphManifest of(GraphVersion version, IdSource ids, long records, List<IntentId> intents) {
        Account account = new Account(records, records, 0, 0, 0);
        return new GraphManifest(
                GraphManifest.FORMAT_VERSION,
                version,
                Optional.empty(),
                GraphVersion.FIRST,
                GraphManifest.MAIN_BRANCH,
                ids.commit(),
                "ingest",
                "test",
                Optional.empty(),
                Instant.EPOCH,
                "",
                List.of(),
                List.of(),
                intents,
                account,
                account);
    }
}
