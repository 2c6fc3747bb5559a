package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import io.headgate.recovery.intent.TableRead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows every intent from arming to its end: it is published once and while it is armed, only where its claims and reads
 * hold; it goes only when it is published, or discarded with a record, or withdrawn by the one who armed it; and what its
 * record says is true.
 */
final class IntentWatch {

    private final Scheduler scheduler;
    private final ObjectStore objects;
    private final Codecs codecs;
    private final Waits waits;
    /** Who armed it. */
    private final Map<IntentId, String> armedBy = new HashMap<>();

    private final Map<IntentId, GraphVersion> publishedIn = new HashMap<>();
    private final Map<IntentId, RecoveryRecord> records = new HashMap<>();
    /** The version in which the content of each table changed last. */
    private final Map<TableId, Long> changedLast = new HashMap<>();

    private final List<RecoveryRecord> newRecords = new ArrayList<>();

    IntentWatch(Scheduler scheduler, ObjectStore objects, Codecs codecs) {
        this.scheduler = scheduler;
        this.objects = objects;
        this.codecs = codecs;
        this.waits = new Waits(scheduler);
    }

    void armed(ObjectKey key) {
        waits.armed(GraphKeys.intentId(key));
        armedBy.putIfAbsent(GraphKeys.intentId(key), scheduler.acting());
    }

    void published(GraphManifest parent, GraphManifest version) {
        waits.published(version);
        Account account = Account.EMPTY;
        Map<Object, Long> offsets = new HashMap<>();
        Set<TableId> changed = new HashSet<>();
        for (IntentId id : version.intents()) {
            GraphVersion before = publishedIn.put(id, version.version());
            if (before != null) {
                throw scheduler.violated(
                        "intent " + id + " is published once", before, "again in " + version.version());
            }
            Intent intent = stored(id, version);
            for (SourceClaim claim : intent.claims()) {
                long next = parent.nextOffset(claim.partition()).orElse(0L);
                require(
                        id,
                        version,
                        "its claim on " + claim.partition() + " begins where the graph ends",
                        next,
                        claim.from());
                require(
                        id,
                        version,
                        "its claim on " + claim.partition() + " is of the graph's epoch",
                        epoch(parent, claim.partition()),
                        claim.epoch());
                offsets.put(claim.partition(), claim.to());
            }
            for (TableRead read : intent.reads()) {
                require(
                        id,
                        version,
                        "the table that it was checked against has the same content",
                        true,
                        read.version() >= changedLast.getOrDefault(read.table(), 0L));
                require(
                        id,
                        version,
                        "no write before it in the same version changes the table that it was checked against",
                        false,
                        changed.contains(read.table()));
            }
            intent.effects().forEach(effect -> changed.add(effect.table()));
            account = account.plus(intent.account());
        }
        noteChanges(parent, version);
        if (!version.intents().isEmpty()) {
            scheduler.require(
                    "graph version " + version.version() + " has the accounts of its intents",
                    account,
                    version.account());
        }
        if (version.operation().equals(GraphManifest.OFFSETS)) {
            scheduler.require(
                    "graph version " + version.version() + " changes offsets and carries out nothing",
                    List.of(),
                    version.intents());
            return;
        }
        version.sources()
                .forEach(source -> scheduler.require(
                        "graph version " + version.version() + ": the offset of " + source.partition()
                                + " is that of the claims",
                        offsets.getOrDefault(
                                source.partition(),
                                parent.nextOffset(source.partition()).orElse(0L)),
                        source.nextOffset()));
    }

    /** Maintenance makes new versions of tables, and nobody who has read the old ones can tell. */
    private void noteChanges(GraphManifest parent, GraphManifest version) {
        if (version.operation().equals(GraphManifest.OPTIMIZE)) {
            return;
        }
        for (TablePin pin : version.tables()) {
            if (parent.table(pin.id()).filter(pin::pinsTheSameAs).isEmpty()) {
                changedLast.put(pin.id(), pin.version());
            }
        }
    }

    private static long epoch(GraphManifest manifest, SourcePartition partition) {
        return manifest.source(partition.topic(), partition.partition())
                .map(SourceOffset::epoch)
                .orElse(0L);
    }

    private Intent stored(IntentId id, GraphManifest version) {
        ObjectKey key = GraphKeys.intent(id);
        return objects.get(key)
                .map(object -> codecs.intents().read(object.content(), key.path()))
                .orElseThrow(() -> scheduler.violated(
                        "intent " + id + " is armed when it is published in " + version.version(),
                        "it is there",
                        armedBy.containsKey(id) ? "it was deleted" : "it was never there"));
    }

    /** A record has been made. */
    void recorded(ObjectKey key, byte[] content) {
        RecoveryRecord record = codecs.records().read(content, key.path());
        IntentId id = record.intent();
        scheduler.require("the record of intent " + id + " is named by it", GraphKeys.audit(id), key);
        if (records.put(id, record) != null) {
            throw scheduler.violated("intent " + id + " has one record", "one", "another one");
        }
        newRecords.add(record);
        scheduler.require(
                "the record of intent " + id + " (" + record.decision() + ") says where it is published",
                Optional.ofNullable(publishedIn.get(id)),
                record.publishedIn());
    }

    /** An intent that was there is gone. */
    void deleted(ObjectKey key) {
        IntentId id = GraphKeys.intentId(key);
        boolean own = scheduler.acting().equals(armedBy.get(id));
        if (!own && !records.containsKey(id)) {
            throw scheduler.violated(
                    "intent " + id + " is deleted by another one than its writer only with a record",
                    "a record",
                    scheduler.acting() + " deletes it without; armed by " + armedBy.get(id));
        }
    }

    /** The records that were made since this was asked the last time. */
    List<RecoveryRecord> takeNewRecords() {
        List<RecoveryRecord> taken = List.copyOf(newRecords);
        newRecords.clear();
        return taken;
    }

    int recordCount() {
        return records.size();
    }

    private void require(IntentId id, GraphManifest version, String invariant, Object expected, Object actual) {
        scheduler.require(
                "intent " + id + " in graph version " + version.version() + ": " + invariant, expected, actual);
    }
}
