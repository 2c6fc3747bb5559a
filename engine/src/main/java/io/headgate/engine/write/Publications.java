package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.recovery.decide.Publication;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which graph version contains an intent. Its id is looked for in every version after its base; versions never change, so
 * what was read of them is kept, up to a bound.
 */
final class Publications {

    private static final int KEPT_VERSIONS = 4096;
    /** An intent that moves offsets is judged by them when it is older than this, instead of by a long search. */
    private static final long FARTHEST = 10_000;

    private final GraphVersions versions;
    private final Map<GraphVersion, List<IntentId>> contained = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<GraphVersion, List<IntentId>> eldest) {
            return size() > KEPT_VERSIONS;
        }
    };

    Publications(GraphVersions versions) {
        this.versions = versions;
    }

    Publication find(Intent intent, GraphManifest newest) {
        note(newest);
        if (intent.movesOffsets() && newest.version().number() - intent.base().number() > FARTHEST) {
            return Publication.unproven(intent.base().next());
        }
        @Nullable GraphVersion missing = null;
        for (GraphVersion version = intent.base().next();
                version.compareTo(newest.version()) <= 0;
                version = version.next()) {
            Optional<List<IntentId>> intents = intentsOf(version);
            if (intents.isEmpty()) {
                missing = version;
            } else if (intents.get().contains(intent.id())) {
                return Publication.in(version);
            }
        }
        return missing == null ? Publication.NOT_PUBLISHED : Publication.unproven(missing);
    }

    private Optional<List<IntentId>> intentsOf(GraphVersion version) {
        @Nullable List<IntentId> known = contained.get(version);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<GraphManifest> manifest = versions.read(version);
        manifest.ifPresent(this::note);
        return manifest.map(GraphManifest::intents);
    }

    private void note(GraphManifest manifest) {
        contained.put(manifest.version(), manifest.intents());
    }
}
