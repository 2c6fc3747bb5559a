package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.Twins;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.write.Interleaving.Manner;
import io.headgate.engine.write.Interleaving.Phase;
import io.headgate.engine.write.Operation.Side;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds out by which points each operation comes in its first commit when nobody interrupts it; the same over all stores. */
final class ConflictRehearsal extends ConflictTableContract {

    private final Twins twins = new Twins();

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return twins.open(fixtures);
    }

    /** Every operation at every point, with every other one. */
    static Stream<Interleaving> interleavings() {
        return Stream.of(Operation.values())
                .flatMap(first -> Stream.of(Manner.values()).flatMap(manner -> points(first, manner)))
                .flatMap(point -> Stream.of(Operation.values()).map(point::with));
    }

    private static Stream<Interleaving> points(Operation first, Manner manner) {
        ConflictRehearsal rehearsal = new ConflictRehearsal();
        rehearsal.initialise();
        try {
            rehearsal.onlyTheDeadAreGone();
            Recorder recorder = new Recorder(first, manner);
            first.arrange(rehearsal, Side.FIRST);
            first.run(rehearsal, rehearsal.as(manner).withFaults(recorder), Side.FIRST);
            return recorder.passed.stream();
        } finally {
            rehearsal.release();
        }
    }

    private static final class Recorder implements Faults {

        private final List<Interleaving> passed = new ArrayList<>();
        private final Map<FaultPoint, Integer> times = new EnumMap<>(FaultPoint.class);
        private final Operation first;
        private final Manner manner;

        Recorder(Operation first, Manner manner) {
            this.first = first;
            this.manner = manner;
        }

        @Override
        public void reached(FaultPoint point) {
            if (!hasPassed(FaultPoint.DISARM_AFTER_DELETE)) {
                int time = times.merge(point, 1, Integer::sum);
                passed.add(new Interleaving(first, first, manner, point, time, phase()));
            }
        }

        private Phase phase() {
            if (first == Operation.CLEANUP) {
                return phase(FaultPoint.PUBLISH_AFTER_PUT, FaultPoint.CLEANUP_AFTER_TABLE);
            }
            if (first == Operation.RESTORE) {
                Phase phase = phase(FaultPoint.PUBLISH_AFTER_PUT, FaultPoint.PUBLISH_AFTER_PUT);
                return phase == Phase.HIDDEN && hasPassed(FaultPoint.COMMIT_AFTER_RESTORE) ? Phase.KNOWN : phase;
            }
            Phase phase = phase(FaultPoint.PUBLISH_AFTER_PUT, FaultPoint.DISARM_AFTER_DELETE);
            boolean armed = first == Operation.RECOVERY || hasPassed(FaultPoint.ARM_AFTER_PUT);
            return phase == Phase.HIDDEN && armed ? Phase.KNOWN : phase;
        }

        private Phase phase(FaultPoint visible, FaultPoint over) {
            if (hasPassed(over)) {
                return Phase.OVER;
            }
            return hasPassed(visible) ? Phase.VISIBLE : Phase.HIDDEN;
        }

        private boolean hasPassed(FaultPoint point) {
            return times.containsKey(point);
        }
    }
}
