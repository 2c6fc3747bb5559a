package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.write.PendingIntents.Found;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Puts together what one turn commits: the own write and those of others that lie there, the oldest first. */
final class Gathering {

    /** So many times the writes that fit into a turn are looked at in one: some are not to be had, or do not go together. */
    private static final int LOOKED_AT = 4;

    private final WriteContext context;
    private final PendingIntents pending;
    private final Judge judge;

    Gathering(WriteContext context, PendingIntents pending, Judge judge) {
        this.context = context;
        this.pending = pending;
        this.judge = judge;
    }

    /**
     * @param own on the graph version that the turn builds on
     * @param armed every write that lies there
     */
    Group gather(Group.Member own, Set<IntentId> armed) {
        TurnLimits limits = context.environment().limits().turn();
        GraphManifest base = own.staged().base();
        Group group = new Group(base, limits);
        List<IntentId> inOrder = inOrder(own.intent(), armed, limits);
        while (!inOrder.isEmpty() && !group.isFull()) {
            List<IntentId> next = inOrder.subList(
                    0,
                    Math.min(inOrder.size(), limits.intents() - group.members().size()));
            members(own, next, base).forEach(group::admit);
            inOrder = inOrder.subList(next.size(), inOrder.size());
        }
        return group;
    }

    private List<IntentId> inOrder(Intent own, Set<IntentId> armed, TurnLimits limits) {
        if (limits.intents() == 1 || own.keepsContent()) {
            return List.of(own.id());
        }
        Set<IntentId> oldest = new TreeSet<>();
        new TreeSet<>(armed)
                .stream()
                        .filter(id -> !context.publications().knowsOf(id))
                        .limit((long) LOOKED_AT * limits.intents())
                        .forEach(oldest::add);
        oldest.add(own.id());
        return List.copyOf(oldest);
    }

    private List<Group.Member> members(Group.Member own, List<IntentId> ids, GraphManifest base) {
        List<ObjectKey> others = ids.stream()
                .filter(id -> !id.equals(own.intent().id()))
                .map(GraphKeys::intent)
                .toList();
        List<Found> read = context.concurrency()
                .both(() -> pending.read(others), () -> opened(own.staged()))
                .first();
        List<Intent> holding = read.stream()
                .flatMap(found -> found.intent().stream())
                .filter(intent -> !intent.keepsContent())
                .filter(intent ->
                        judge.reconsider(intent, base).ruling().decision().goesForward())
                .toList();
        List<Group.Member> members = new ArrayList<>(restaged(holding, base));
        if (others.size() < ids.size()) {
            members.add(own);
        }
        members.sort(Comparator.comparing(member -> member.intent().id()));
        return members;
    }

    /** The tables of a write, most likely those of the others as well, at what the turn builds on. */
    private List<PinnedTable> opened(StagedWrite write) {
        List<Supplier<PinnedTable>> tables = new ArrayList<>();
        write.tables().forEach(table -> tables.add(() -> context.open().at(table.pin())));
        return context.concurrency().all(tables);
    }

    /** Those that are whole. Recovery is loud about the rest, which must not keep the others from being written. */
    private List<Group.Member> restaged(List<Intent> intents, GraphManifest base) {
        List<Supplier<Optional<Group.Member>>> tasks = new ArrayList<>();
        for (Intent intent : intents) {
            tasks.add(() -> {
                try {
                    return Optional.of(new Group.Member(intent, Restaging.of(context, intent, base)));
                } catch (CorruptState notWhole) {
                    return Optional.empty();
                }
            });
        }
        return context.concurrency().all(tasks).stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
