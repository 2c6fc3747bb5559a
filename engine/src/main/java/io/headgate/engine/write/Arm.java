package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.Lineage;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.TableEffect;
import io.headgate.recovery.intent.TableRead;
import java.util.List;
import java.util.Optional;

/** Phase A: writes down, durably and before any table moves, what is about to be committed. */
final class Arm {

    private final WriteContext context;

    Arm(WriteContext context) {
        this.context = context;
    }

    /** What will be put; its id is known before anything can go wrong. */
    Intent prepare(WriteRequest request, Stage.Staged staged) {
        GraphManifest base = staged.write().base();
        return prepare(
                staged.write(),
                request.operation(),
                request.schema(),
                reads(request, base),
                request.claims(),
                staged.account());
    }

    /** The same for maintenance, of which something is left to do on every table. */
    Intent prepare(StagedWrite maintenance) {
        return prepare(maintenance, GraphManifest.OPTIMIZE, Optional.empty(), List.of(), List.of(), Account.EMPTY);
    }

    private Intent prepare(
            StagedWrite staged,
            String operation,
            Optional<String> schema,
            List<TableRead> reads,
            List<SourceClaim> claims,
            Account account) {
        GraphManifest base = staged.base();
        return new Intent(
                Intent.FORMAT_VERSION,
                context.environment().ids().intent(),
                context.graph(),
                base.branch(),
                new Lineage(base.version(), base.commit()),
                operation,
                context.actor(),
                context.environment().self(),
                context.environment().clock().instant(),
                Optional.empty(),
                schema,
                reads,
                staged.tables().stream().map(this::effect).toList(),
                claims,
                account);
    }

    /**
     * Puts it, and gives it back. When the answer is lost, the store is asked whether it is there.
     *
     * @throws StorageUnavailable when it is not there, or nobody can say
     */
    Intent arm(Intent intent) {
        ObjectKey key = GraphKeys.intent(intent.id());
        context.reached(FaultPoint.ARM_BEFORE_PUT);
        try {
            objects().put(key, context.intents().write(intent));
        } catch (StorageUnavailable unknown) {
            if (objects().get(key).isEmpty()) {
                throw unknown;
            }
        }
        context.reached(FaultPoint.ARM_AFTER_PUT);
        return intent;
    }

    private TableEffect effect(StagedTable table) {
        TablePin pin = table.pin();
        TableSteps steps = table.steps(context.open().at(pin));
        return new TableEffect(
                pin.id(),
                pin.incarnation(),
                pin.path().value(),
                pin.version(),
                table.kind(),
                table.rows().fragments(),
                table.rows().rows(),
                table.deletedKeys(),
                table.maintenance().rewrites(),
                table.maintenance().indexes(),
                table.maintenance().indexedUpTo(),
                List.of(context.attempt(pin.version(), steps.count(), pin.rows() + steps.growth())));
    }

    private static List<TableRead> reads(WriteRequest request, GraphManifest base) {
        return request.reads().stream()
                .map(table -> new TableRead(
                        table,
                        base.table(table)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "graph version " + base.version() + " has no table " + table))
                                .version()))
                .toList();
    }

    private ObjectStore objects() {
        return context.environment().objects();
    }
}
