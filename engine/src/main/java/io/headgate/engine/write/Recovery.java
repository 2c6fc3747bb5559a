package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.write.Heal.Healed;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.id.TableId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Recovery on demand: what every writer does when it comes in, for all tables at once and with an account of it. */
public final class Recovery implements AutoCloseable {

    private final WriteContext context;
    private final Phases phases;
    private final GraphManifest known;

    /** @param actor who recovers, for the audit records */
    public Recovery(GraphEnvironment environment, GraphIdentity identity, GraphManifest known, String actor) {
        this.context = WriteContext.of(environment, identity, known.branch(), actor);
        this.phases = new Phases(context);
        this.known = known;
    }

    /** Recovery with the phases of somebody who does more than that, and who closes them. */
    Recovery(WriteContext context, Phases phases, GraphManifest known) {
        this.context = context;
        this.phases = phases;
        this.known = known;
    }

    /** What {@link #run} would find and decide; changes nothing. */
    public RecoveryReport preview() {
        GraphManifest newest = context.newestAfter(known);
        Healed healed = phases.heal().inspect(newest);
        Look look = look(newest, healed.intents());
        return new RecoveryReport(
                look.at().version(),
                look.at().version(),
                healed.intents(),
                healed.unreadable(),
                look.moved(),
                Optional.empty());
    }

    /**
     * Settles every intent whose owner is gone, and restores what writers of this graph moved and did not publish. An intent
     * that cannot be settled does not keep it from the others; the report says what a writer would meet with.
     */
    public RecoveryReport run() {
        GraphManifest before = context.newestAfter(known);
        Healed healed = phases.heal().settle(before);
        Look look = look(healed.newest(), healed.intents());
        List<TableId> ours = look.moved().stream()
                .filter(table -> table.shape().movedByUs())
                .map(TableFinding::table)
                .toList();
        Realign.Realigned realigned = phases.realign().realign(look.at(), ours, List.of());
        return new RecoveryReport(
                before.version(),
                realigned.newest().version(),
                healed.intents(),
                healed.unreadable(),
                look.moved(),
                realigned.published());
    }

    /** What a look at the tables of a graph version came to. */
    private record Look(GraphManifest at, List<TableFinding> moved) {}

    /** Once more where cleanup gave up the version meanwhile: what it has removed is nobody's damage. */
    private Look look(GraphManifest newest, List<Settlement> intents) {
        Look look = new Look(newest, moved(newest, intents));
        for (int again = 0; again < context.environment().limits().tableAttempts(); again++) {
            Optional<GraphManifest> later = look.moved().isEmpty() ? Optional.empty() : context.ifGivenUp(look.at());
            if (later.isEmpty()) {
                return look;
            }
            look = new Look(later.get(), moved(later.get(), intents));
        }
        return look;
    }

    /** Tables that moved, but not for an intent that is still there: what a writer is about to publish is left alone. */
    private List<TableFinding> moved(GraphManifest newest, List<Settlement> intents) {
        Set<TableId> accountedFor = intents.stream()
                .filter(settlement -> !settlement.settled())
                .flatMap(settlement -> settlement.changes().stream())
                .collect(Collectors.toSet());
        return newest.tables().stream()
                .map(this::find)
                .filter(table -> table.shape() != TableShape.UNMOVED)
                .filter(table -> !table.shape().movedByUs() || !accountedFor.contains(table.table()))
                .toList();
    }

    private TableFinding find(TablePin pin) {
        return context.probe().find(pin, List.of());
    }

    @Override
    public void close() {
        context.open().close();
    }
}
