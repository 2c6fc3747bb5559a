package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.EffectKind;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import io.headgate.recovery.intent.TableRead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes that can go into one graph version, one transaction for each table, with the same result as one after the other. Two
 * writes that replace the same key, or that are of the same partition, do not go together; the later one waits for the next
 * turn. Pure.
 */
final class Group {

    /**
     * One write.
     *
     * @param staged on the graph version that the group is for
     */
    record Member(Intent intent, StagedWrite staged) {}

    private final GraphManifest base;
    private final TurnLimits limits;
    private final List<Member> members = new ArrayList<>();
    private final Set<SourcePartition> partitions = new HashSet<>();
    private final Set<TableId> changed = new HashSet<>();
    private final Map<TableId, KeySet> keys = new LinkedHashMap<>();
    private long keyCount;

    Group(GraphManifest base, TurnLimits limits) {
        this.base = base;
        this.limits = limits;
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    List<Intent> intents() {
        return members.stream().map(Member::intent).toList();
    }

    boolean isFull() {
        return members.size() >= limits.intents();
    }

    /** Adds the write if it goes together with those that are in. */
    boolean admit(Member member) {
        if (isFull() || !isIndependent(member.intent())) {
            return false;
        }
        long more = member.staged().tables().stream()
                .mapToLong(table -> table.keys().size())
                .sum();
        if (!members.isEmpty() && keyCount + more > limits.keys()) {
            return false;
        }
        Map<TableId, KeySet> united = new LinkedHashMap<>();
        for (StagedTable table : member.staged().tables()) {
            if (table.kind() == EffectKind.UPSERT) {
                TableId id = table.pin().id();
                Optional<KeySet> union = keys.containsKey(id)
                        ? KeySet.unionOfDisjoint(List.of(keys.get(id), table.keys()))
                        : Optional.of(table.keys());
                if (union.isEmpty()) {
                    return false;
                }
                united.put(id, union.get());
            }
        }
        keys.putAll(united);
        keyCount += more;
        members.add(member);
        member.intent().claims().forEach(claim -> partitions.add(claim.partition()));
        member.intent().effects().forEach(effect -> changed.add(effect.table()));
        return true;
    }

    /** What a write was checked against must not be changed by one before it. */
    private boolean isIndependent(Intent intent) {
        boolean sociable = members.isEmpty()
                || isSociable(intent) && members.stream().allMatch(member -> isSociable(member.intent()));
        return sociable
                && intent.claims().stream().map(SourceClaim::partition).noneMatch(partitions::contains)
                && intent.reads().stream().map(TableRead::table).noneMatch(changed::contains);
    }

    /** Schema changes and maintenance go alone: one changes what the others mean, the other must not hold them up. */
    private static boolean isSociable(Intent intent) {
        return intent.schema().isEmpty() && !intent.keepsContent();
    }

    /** All of it as one write: replaced rows go first, then all new rows are added. */
    StagedWrite combined() {
        Map<TableId, List<StagedTable>> byTable = members.stream()
                .flatMap(member -> member.staged().tables().stream())
                .collect(Collectors.groupingBy(table -> table.pin().id(), LinkedHashMap::new, Collectors.toList()));
        return new StagedWrite(
                base, byTable.values().stream().map(this::combined).toList());
    }

    private StagedTable combined(List<StagedTable> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        StagedTable first = parts.get(0);
        KeySet replaced = keys.get(first.pin().id());
        return StagedTable.ofRows(
                first.pin(),
                replaced == null ? EffectKind.APPEND : EffectKind.UPSERT,
                new StagedRows(
                        parts.stream()
                                .flatMap(part -> part.rows().fragments().stream())
                                .toList(),
                        parts.stream().mapToLong(part -> part.rows().rows()).sum(),
                        parts.stream().mapToLong(part -> part.rows().bytes()).sum()),
                replaced == null ? first.keys() : replaced,
                parts.stream().flatMap(part -> part.deletedKeys().stream()).toList(),
                Optional.empty());
    }
}
