package io.headgate.engine.maintain;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.engine.write.TableChange;
import io.headgate.engine.write.WriteListener;
import io.headgate.recovery.error.HeadgateException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was changed by the newest version that was published here, and passes everything on. */
final class ChangeTally implements WriteListener {

    private final WriteListener next;
    private final List<TableChange> changes = new ArrayList<>();

    ChangeTally(WriteListener next) {
        this.next = next;
    }

    void clear() {
        changes.clear();
    }

    List<TableChange> changes() {
        return List.copyOf(changes);
    }

    @Override
    public void published(GraphManifest version, List<TableChange> published) {
        changes.addAll(published);
        next.published(version, published);
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
