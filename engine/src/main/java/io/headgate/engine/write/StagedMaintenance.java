package io.headgate.engine.write;

import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;

/**
 * Maintenance of one table that was staged on some version of it, and holds on later ones as far as nobody has changed what it
 * replaces.
 *
 * @param indexedUpTo the graph version of which every row is in every declared index afterwards; empty when that cannot be said
 */
record StagedMaintenance(List<FragmentRewrite> rewrites, List<IndexBuild> indexes, Optional<GraphVersion> indexedUpTo) {

    static final StagedMaintenance NONE = new StagedMaintenance(List.of(), List.of(), Optional.empty());

    StagedMaintenance {
        rewrites = List.copyOf(rewrites);
        indexes = List.copyOf(indexes);
    }
}
