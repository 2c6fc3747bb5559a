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
        AtomicLong restores) {

    static WriteContext of(GraphEnvironment environment, GraphIdentity identity, String branch, String actor) {
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
                new AtomicLong());
    }

    void reached(FaultPoint point) {
        environment.faults().reached(point);
    }
}
