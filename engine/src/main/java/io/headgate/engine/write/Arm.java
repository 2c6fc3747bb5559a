package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectStore;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.Owner;
import io.headgate.recovery.intent.TableEffect;
import java.time.Clock;
import java.util.List;

/** Phase A: writes down, durably and before any table moves, what is about to be committed. */
final class Arm {

    private final ObjectStore objects;
    private final JsonCodec<Intent> codec;
    private final GraphId graph;
    private final String actor;
    private final Owner owner;
    private final IdSource ids;
    private final Clock clock;
    private final Faults faults;

    Arm(
            ObjectStore objects,
            JsonCodec<Intent> codec,
            GraphId graph,
            String actor,
            Owner owner,
            IdSource ids,
            Clock clock,
            Faults faults) {
        this.objects = objects;
        this.codec = codec;
        this.graph = graph;
        this.actor = actor;
        this.owner = owner;
        this.ids = ids;
        this.clock = clock;
        this.faults = faults;
    }

    /** What will be put; its id is known before anything can go wrong. */
    Intent prepare(StagedWrite staged) {
        return new Intent(
                Intent.FORMAT_VERSION,
                ids.intent(),
                graph,
                staged.base().branch(),
                staged.base().version(),
                staged.operation(),
                actor,
                owner,
                clock.instant(),
                effects(staged),
                staged.claims(),
                staged.account());
    }

    ArmedWrite arm(StagedWrite staged, Intent intent) {
        faults.reached(FaultPoint.ARM_BEFORE_PUT);
        objects.put(GraphKeys.intent(intent.id()), codec.write(intent));
        faults.reached(FaultPoint.ARM_AFTER_PUT);
        return new ArmedWrite(staged, intent);
    }

    private List<TableEffect> effects(StagedWrite staged) {
        return staged.tables().stream()
                .map(table -> new TableEffect(
                        table.pin().id(),
                        table.pin().path().value(),
                        table.pin().version(),
                        ids.transaction(),
                        table.kind(),
                        table.rows().fragments(),
                        table.rows().rows(),
                        table.deletedKeys()))
                .toList();
    }
}
