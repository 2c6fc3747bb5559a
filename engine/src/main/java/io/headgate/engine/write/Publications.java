package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.recovery.decide.Publication;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which graph version contains an intent. Its id is looked for in every version after its base; versions never change, so
 * what was read of them is kept, up to a bound. Thread-safe.
 */
final class Publications {

    private static final int KEPT_VERSIONS = 4096;
    /** An intent that moves offsets is judged by them when it is older than this, instead of by a long search. */
    private static final long FARTHEST = 10_000;

    private final GraphVersions versions;
    /** All intents of the kept versions. */
    private final Set<IntentId> published = new HashSet<>();

    private final Map<GraphVersion, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<GraphVersion, Kept> eldest) {
            boolean forget = size() > KEPT_VERSIONS;
            if (forget) {
                eldest.getValue().intents().forEach(published::remove);
            }
            return forget;
        }
    };

    /** What is kept of a version. */
    private record Kept(CommitId commit, List<IntentId> intents, boolean cleanup) {

        static Kept of(GraphManifest manifest) {
            return new Kept(
                    manifest.commit(), manifest.intents(), manifest.operation().equals(GraphManifest.CLEANUP));
        }
    }

    Publications(GraphVersions versions) {
        this.versions = versions;
    }

    /** As {@link GraphVersions#newestAfter}; what is read on the way is kept. */
    GraphManifest newestAfter(GraphManifest known) {
        return versions.newestAfter(known, this::note);
    }

    /** Whether a version that was read already contains the intent. Reads nothing. */
    synchronized boolean knowsOf(IntentId intent) {
        return published.contains(intent);
    }

    /**
     * Whether a version that can be counted on contains the intent, as long as that lies there: a version that was given up while it did
     * was published before it was armed, because cleanup gives up nothing after the base of an intent that it finds. So none
     * of them has to be there, nor is believed if it is.
     */
    Publication find(Intent intent, GraphManifest newest) {
        note(newest);
        GraphVersion first = isGivenUp(intent.base().next(), newest)
                ? newest.oldest()
                : intent.base().next();
        if (intent.movesOffsets() && newest.version().number() - first.number() >= FARTHEST) {
            return Publication.unproven(first);
        }
        @Nullable GraphVersion missing = null;
        for (GraphVersion version = first; version.compareTo(newest.version()) <= 0; version = version.next()) {
            Optional<Kept> found = at(version);
            if (found.isEmpty()) {
                missing = version;
            } else if (found.get().intents().contains(intent.id())) {
                return Publication.in(version);
            }
        }
        return missing == null ? Publication.NOT_PUBLISHED : Publication.unproven(missing);
    }

    static boolean isGivenUp(GraphVersion version, GraphManifest newest) {
        return version.compareTo(newest.oldest()) < 0;
    }

    /** Whether cleanup may have taken a number after that version, up to the other. Reads nothing; what is not known may be one. */
    synchronized boolean mayHaveBeenCleanedUp(GraphVersion after, GraphVersion upTo) {
        for (GraphVersion version = after.next(); version.compareTo(upTo) <= 0; version = version.next()) {
            @Nullable Kept known = kept.get(version);
            if (known == null || known.cleanup()) {
                return true;
            }
        }
        return false;
    }

    /** The commit that made a version; empty when the version is gone. */
    Optional<CommitId> commitOf(GraphVersion version) {
        return at(version).map(Kept::commit);
    }

    private Optional<Kept> at(GraphVersion version) {
        Optional<Kept> known = known(version);
        if (known.isPresent()) {
            return known;
        }
        Optional<GraphManifest> manifest = versions.read(version);
        manifest.ifPresent(this::note);
        return manifest.map(Kept::of);
    }

    private synchronized Optional<Kept> known(GraphVersion version) {
        return Optional.ofNullable(kept.get(version));
    }

    /** Versions never change. */
    synchronized void note(GraphManifest manifest) {
        if (kept.put(manifest.version(), Kept.of(manifest)) == null) {
            published.addAll(manifest.intents());
        }
    }
}
