package io.headgate.ingest.maintain.event;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.engine.write.TableChange;
import io.headgate.engine.write.WriteListener;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of every graph version that a writer publishes, after another listener was told.
 *
 * @param next is told of everything first
 * @param events takes what is to be sent; must not wait
 */
public record CommitEvents(GraphId graph, WriteListener next, Consumer<GraphEvent> events) implements WriteListener {
    @Override
    public void published(GraphManifest version, List<TableChange> changes) {
        next.published(version, changes);
        events.accept(CommitEvent.of(graph, version, changes));
    }

    @Override
    public void examined(Settlement settlement) {
        next.examined(settlement);
    }

    @Override
    public void unreadable(HeadgateException failure) {
        next.unreadable(failure);
    }

    @Override
    public void turnTaken() {
        next.turnTaken();
    }

    @Override
    public void turnAwaited() {
        next.turnAwaited();
    }
}
