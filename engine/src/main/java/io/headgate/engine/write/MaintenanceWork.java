package io.headgate.engine.write;

import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;

/**
 * Maintenance of one table that is staged and ready to be committed.
 *
 * @param stagedOn the version of the table that it was staged on
 * @param rewrites fragments that others are to take the place of
 * @param indexes segments of indexes that are to be added
 * @param indexedUpTo the graph version of which every row is in every declared index afterwards, if that can be said
 */
public record MaintenanceWork(
        TableId table,
        long stagedOn,
        List<FragmentRewrite> rewrites,
        List<IndexBuild> indexes,
        Optional<GraphVersion> indexedUpTo) {

    public MaintenanceWork {
        rewrites = List.copyOf(rewrites);
        indexes = List.copyOf(indexes);
    }
}
