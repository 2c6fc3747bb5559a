package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.IntentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Phase D: removes the intent. The data is durable by then, so a failure is logged and left to the next write entry. */
final class Disarm {

    private static final Logger LOG = LoggerFactory.getLogger(Disarm.class);

    private final WriteContext context;

    Disarm(WriteContext context) {
        this.context = context;
    }

    /** Whether the intent is gone now. */
    boolean disarm(IntentId intent) {
        boolean gone = true;
        context.reached(FaultPoint.DISARM_BEFORE_DELETE);
        try {
            context.environment().objects().delete(GraphKeys.intent(intent));
        } catch (StorageUnavailable e) {
            gone = false;
            LOG.warn("phase=disarm intent={} left for the next write entry: {}", intent, e.getMessage());
        }
        context.reached(FaultPoint.DISARM_AFTER_DELETE);
        return gone;
    }
}
