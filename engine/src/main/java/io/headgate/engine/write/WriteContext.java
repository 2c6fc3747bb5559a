package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.intent.Intent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the phases of one writer share.
 *
 * @param actor who writes, for the commit history
 * @param open tables that stay open between writes
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
        AtomicLong restores,
        WriteListener listener) {

    static WriteContext of(GraphEnvironment environment, GraphIdentity identity, String branch, String actor) {
        return of(environment, identity, branch, actor, WriteListener.NONE);
    }

    static WriteContext of(
            GraphEnvironment environment, GraphIdentity identity, String branch, String actor, WriteListener listener) {
        OpenTables open = new OpenTables(environment.tables());
        TableHistory history = new TableHistory(identity.graph());
        return new WriteContext(
                environment,
                identity.graph(),
                actor,
                branch,
                new GraphVersions(environment.objects(), branch),
                new JsonCodec<>(Intent.class, Intent.FORMAT_VERSION, "intent"),
                open,
                history,
                new TableProbe(history, open),
                new AtomicLong(),
                listener);
    }

    void reached(FaultPoint point) {
        environment.faults().reached(point);
    }
}
