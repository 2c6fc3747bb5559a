package io.headgate.engine.write;

import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;

/** Ends a write at some point the way a dying process does: nothing that follows runs, no handler included. */
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    /** @param place where, for the message */
    public SimulatedCrash(String place) {
        super("crashed " + place);
    }

    public static Faults at(FaultPoint target) {
        return point -> {
            if (point == target) {
                throw new SimulatedCrash("at " + point);
            }
        };
    }
}
