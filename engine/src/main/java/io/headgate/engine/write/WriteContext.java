package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.concurrent.Concurrency;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.recovery.codec.IntentCodec;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.intent.Attempt;
import io.headgate.recovery.intent.Intent;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What the phases of one writer share.
 *
 * @param actor who writes, for the commit history
 * @param open tables that stay open between writes
 * @param publications what was read of graph versions
 * @param restores how often published content was restored over what was not published
 * @param listener told what is done beside the own write
 */
record WriteContext(
        GraphEnvironment environment,
        GraphId graph,
        String actor,
        String branch,
        GraphVersions versions,
        JsonCodec<Intent> intents,
        OpenTables open,
        TableHistory history,
        TableProbe probe,
        Publications publications,
        AtomicLong restores,
        WriteListener listener) {

    static WriteContext of(GraphEnvironment environment, GraphIdentity identity, String branch, String actor) {
        return of(environment, identity, branch, actor, WriteListener.NONE);
    }

    static WriteContext of(
            GraphEnvironment environment, GraphIdentity identity, String branch, String actor, WriteListener listener) {
        OpenTables open = new OpenTables(environment.tables());
        TableHistory history = new TableHistory(identity.graph());
        GraphVersions versions = new GraphVersions(environment.objects(), branch);
        return new WriteContext(
                environment,
                identity.graph(),
                actor,
                branch,
                versions,
                IntentCodec.create(),
                open,
                history,
                new TableProbe(history, open),
                new Publications(versions),
                new AtomicLong(),
                listener);
    }

    /** The newest graph version; costs two look-ups when it is the one that is known. */
    GraphManifest newestAfter(GraphManifest known) {
        return publications.newestAfter(known);
    }

    /** The newest graph version, if cleanup has given up one that work was based on; empty while that can be counted on. */
    Optional<GraphManifest> ifGivenUp(GraphManifest base) {
        GraphManifest newest = newestAfter(base);
        return base.version().compareTo(newest.oldest()) < 0 ? Optional.of(newest) : Optional.empty();
    }

    Concurrency concurrency() {
        return environment.concurrency();
    }

    /** An attempt at a table that nobody has announced yet. */
    Attempt attempt(long onVersion, int steps, long rows) {
        return new Attempt(
                onVersion,
                Stream.generate(environment.ids()::transaction).limit(steps).toList(),
                rows);
    }

    void reached(FaultPoint point) {
        environment.faults().reached(point);
    }
}
