package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.intent.Intent;

/**
 * What the phases of one writer share.
 *
 * @param actor who writes, for the commit history
 * @param open tables that stay open between writes
 */
record WriteContext(
        GraphEnvironment environment,
        GraphId graph,
        String actor,
        GraphVersions versions,
        JsonCodec<Intent> intents,
        OpenTables open,
        TableHistory history) {

    static WriteContext of(GraphEnvironment environment, GraphIdentity identity, String branch, String actor) {
        return new WriteContext(
                environment,
                identity.graph(),
                actor,
                new GraphVersions(environment.objects(), branch),
                new JsonCodec<>(Intent.class, Intent.FORMAT_VERSION, "intent"),
                new OpenTables(environment.tables()),
                new TableHistory(identity.graph()));
    }

    void reached(FaultPoint point) {
        environment.faults().reached(point);
    }
}
