package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.decide.Facts.ClaimState;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The contiguity rule: a write is valid only while every claim begins where the graph ends, in the epoch that the graph is in.
 * Within an epoch offsets only grow, and epochs only grow, so what was stale once is stale for good. Pure.
 */
final class Claims {

    private Claims() {}

    /**
     * @throws Conflict when a claim begins elsewhere
     * @throws SourceMismatch when the graph knows a partition of that name with other identities
     */
    static void requireContiguous(GraphManifest manifest, List<SourceClaim> claims) {
        for (SourceClaim claim : claims) {
            requireContiguous(manifest, claim);
        }
    }

    /** How claims stand to the offsets of a graph version. Those of a topic that was created again can never be met. */
    static ClaimState state(GraphManifest manifest, List<SourceClaim> claims) {
        boolean ahead = false;
        for (SourceClaim claim : claims) {
            Optional<SourceOffset> offset = recorded(manifest, claim.partition());
            long epoch = offset.map(SourceOffset::epoch).orElse(0L);
            if (epoch > claim.epoch()) {
                return ClaimState.SUPERSEDED;
            }
            ahead |= epoch < claim.epoch();
            if (offset.isPresent() && epoch == claim.epoch()) {
                if (!offset.get().partition().equals(claim.partition())
                        || offset.get().nextOffset() > claim.from()) {
                    return ClaimState.STALE;
                }
                ahead |= offset.get().nextOffset() < claim.from();
            }
        }
        return ahead ? ClaimState.AHEAD : ClaimState.CONTINUE;
    }

    /** The offsets after the claims, in the order of the partitions. */
    static List<SourceOffset> advance(List<SourceOffset> offsets, List<SourceClaim> claims) {
        Map<SourcePartition, SourceOffset> byPartition = new TreeMap<>();
        offsets.forEach(offset -> byPartition.put(offset.partition(), offset));
        claims.forEach(claim ->
                byPartition.put(claim.partition(), new SourceOffset(claim.partition(), claim.to(), claim.epoch())));
        return List.copyOf(byPartition.values());
    }

    private static boolean continues(GraphManifest manifest, SourceClaim claim) {
        return recorded(manifest, claim.partition())
                .map(offset -> offset.partition().equals(claim.partition())
                        && offset.nextOffset() == claim.from()
                        && offset.epoch() == claim.epoch())
                .orElse(claim.epoch() == 0);
    }

    private static void requireContiguous(GraphManifest manifest, SourceClaim claim) {
        SourcePartition partition = claim.partition();
        Optional<SourceOffset> recorded = recorded(manifest, partition);
        if (recorded.isPresent() && !recorded.get().partition().equals(partition)) {
            SourcePartition known = recorded.get().partition();
            throw new SourceMismatch(
                    partition.topic(),
                    partition.partition(),
                    "graph version " + manifest.version() + " contains " + partition + " of cluster "
                            + known.cluster() + " with topic id " + known.topicId()
                            + ", but the records come from cluster "
                            + partition.cluster() + " with topic id " + partition.topicId()
                            + "; the topic or the cluster was created again: restore the one that is recorded, ingest it into a "
                            + "new graph, or accept it with: headgate offsets rebase");
        }
        if (!continues(manifest, claim)) {
            long epoch = recorded.map(SourceOffset::epoch).orElse(0L);
            long next = recorded.map(SourceOffset::nextOffset).orElse(0L);
            if (epoch != claim.epoch()) {
                throw new Conflict(
                        partition.toString(),
                        "the offset of " + partition + " was changed deliberately: graph version " + manifest.version()
                                + " goes on at offset " + next + " in epoch " + epoch + ", but the batch claims ["
                                + claim.from() + ", " + claim.to() + ") in epoch " + claim.epoch()
                                + ": read again from the graph's offset");
            }
            throw new Conflict(
                    partition.toString(),
                    "graph version " + manifest.version() + " contains " + partition + " up to offset "
                            + next + ", but the batch claims [" + claim.from() + ", "
                            + claim.to()
                            + "); another worker owns the partition or has written it: read again from the "
                            + "graph's offset");
        }
    }

    private static Optional<SourceOffset> recorded(GraphManifest manifest, SourcePartition partition) {
        return manifest.source(partition.topic(), partition.partition());
    }
}
