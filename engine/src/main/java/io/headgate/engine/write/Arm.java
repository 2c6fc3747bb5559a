package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.TableEffect;
import java.util.List;

/** Phase A: writes down, durably and before any table moves, what is about to be committed. */
final class Arm {

    private final WriteContext context;

    Arm(WriteContext context) {
        this.context = context;
    }

    /** What will be put; its id is known before anything can go wrong. */
    Intent prepare(StagedWrite staged) {
        return new Intent(
                Intent.FORMAT_VERSION,
                context.environment().ids().intent(),
                context.graph(),
                staged.base().branch(),
                staged.base().version(),
                staged.operation(),
                context.actor(),
                context.environment().self(),
                context.environment().clock().instant(),
                effects(staged),
                staged.claims(),
                staged.account());
    }

    ArmedWrite arm(StagedWrite staged, Intent intent) {
        context.reached(FaultPoint.ARM_BEFORE_PUT);
        context.environment()
                .objects()
                .put(GraphKeys.intent(intent.id()), context.intents().write(intent));
        context.reached(FaultPoint.ARM_AFTER_PUT);
        return new ArmedWrite(staged, intent);
    }

    private List<TableEffect> effects(StagedWrite staged) {
        return staged.tables().stream()
                .map(table -> new TableEffect(
                        table.pin().id(),
                        table.pin().path().value(),
                        table.pin().version(),
                        context.environment().ids().transaction(),
                        table.kind(),
                        table.rows().fragments(),
                        table.rows().rows(),
                        table.deletedKeys()))
                .toList();
    }
}
