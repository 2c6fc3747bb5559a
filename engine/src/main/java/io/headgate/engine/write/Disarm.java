package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectStore;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.id.IntentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Phase D: removes the intent. The data is durable by then, so a failure is logged and left to the next write entry. */
final class Disarm {

    private static final Logger LOG = LoggerFactory.getLogger(Disarm.class);

    private final ObjectStore objects;
    private final Faults faults;

    Disarm(ObjectStore objects, Faults faults) {
        this.objects = objects;
        this.faults = faults;
    }

    /** Whether the intent is gone now. */
    boolean disarm(IntentId intent) {
        boolean gone = true;
        faults.reached(FaultPoint.DISARM_BEFORE_DELETE);
        try {
            objects.delete(GraphKeys.intent(intent));
        } catch (StorageUnavailable e) {
            gone = false;
            LOG.warn("phase=disarm intent={} left for the next write entry: {}", intent, e.getMessage());
        }
        faults.reached(FaultPoint.DISARM_AFTER_DELETE);
        return gone;
    }
}
