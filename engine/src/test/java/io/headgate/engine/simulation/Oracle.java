package io.headgate.engine.simulation;

import io.headgate.engine.cleanup.Hold;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.memory.TableReader;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Account;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks every graph version at the moment it becomes visible, by what the stores really hold. */
final class Oracle {

    private final Scheduler scheduler;
    private final SourceLog log;
    private final LoadLedger loads;
    private final TableReader tables;
    private final IntentWatch intents;
    private final Retained retained;
    /** What the records that were applied so far, in the order in which they became visible, come to. */
    private final Map<String, String> people = new TreeMap<>();

    private final Map<String, String> follows = new TreeMap<>();
    private final Map<GraphVersion, GraphManifest> versions = new HashMap<>();
    private GraphManifest newest;

    /** @param first the version that init published */
    Oracle(
            Scheduler scheduler,
            SourceLog log,
            LoadLedger loads,
            TableReader tables,
            IntentWatch intents,
            Retained retained,
            GraphManifest first) {
        this.scheduler = scheduler;
        this.log = log;
        this.loads = loads;
        this.tables = tables;
        this.intents = intents;
        this.retained = retained;
        this.newest = first;
        versions.put(first.version(), first);
    }

    GraphManifest newest() {
        return newest;
    }

    void published(GraphManifest version) {
        if (version.version().compareTo(newest.oldest()) < 0) {
            // The number is free again because what had it was removed: nobody may take this for a version of the
            // graph.
            scheduler.counters().putsForNothing++;
            return;
        }
        GraphManifest parent = newest;
        newest = version;
        versions.put(version.version(), version);
        scheduler.counters().versions++;
        intents.published(parent, version);
        retained.published(parent, version);
        require(version, "its number is its parent's and one", parent.version().next(), version.version());
        require(
                version,
                "it names its parent",
                parent.version(),
                version.parent().orElse(version.version()));
        for (int partition = 0; partition < log.partitions(); partition++) {
            long before = SourceLog.nextOffset(parent, partition);
            long after = SourceLog.nextOffset(version, partition);
            if (isRewound(parent, version, partition)) {
                requireRewind(parent, version, partition);
            } else if (after < before || after > log.end(partition)) {
                throw violated(
                        version,
                        "offsets of partition " + partition + " go forward, up to the end of the log",
                        "from " + before + " to at most " + log.end(partition),
                        after);
            }
        }
        for (TablePin pin : version.tables()) {
            require(
                    version,
                    "pin " + pin.path() + " v" + pin.version() + " names the transaction that made it",
                    tables.stamp(pin.path(), pin.version()).id(),
                    pin.transaction());
        }
        checkAccount(parent, version, checkContents(parent, version));
        version.tables().forEach(pin -> checkIndexed(version, pin));
        if (version.operation().equals(GraphManifest.OPTIMIZE)) {
            scheduler.counters().optimizations++;
            require(version, "maintenance moves no offset", parent.sources(), version.sources());
        }
    }

    /** Whoever asks an index about what the watermark says is indexed gets all of it. */
    private void checkIndexed(GraphManifest version, TablePin pin) {
        if (pin.indexed().isEmpty()) {
            return;
        }
        TablePin then = versions.get(pin.indexed().get()).table(pin.id()).orElseThrow();
        if (!tables.isWhole(then.path(), then.version())) {
            return;
        }
        Set<Long> missed = tables.unindexed(pin.path(), pin.version(), DeclaredIndex.ON_ID.name());
        missed.retainAll(tables.identities(pin.path(), then.version()));
        require(
                version,
                "the index of table " + pin.name() + " has every row of version "
                        + pin.indexed().get(),
                Set.of(),
                missed);
    }

    /** That a version which somebody was told of is one of the graph's. */
    void requireReal(GraphManifest reported) {
        retained.requireReal(reported);
    }

    void held(Hold hold) {
        retained.held(hold);
    }

    void released(Hold hold) {
        retained.released(hold);
    }

    /** A graph version is about to be removed. */
    void removed(GraphVersion version) {
        retained.removed(version, newest);
    }

    /** Old versions of a table were removed. */
    void cleanedUp(TablePath path) {
        retained.cleanedUp(path, newest);
    }

    /** Returns the number of rows that came with loads. */
    private long checkContents(GraphManifest parent, GraphManifest version) {
        requireNoCommonKey(parent, version);
        for (int partition = 0; partition < log.partitions(); partition++) {
            if (!isRewound(parent, version, partition)) {
                log.replay(
                        partition,
                        SourceLog.nextOffset(parent, partition),
                        SourceLog.nextOffset(version, partition),
                        people,
                        follows);
            }
        }
        Map<String, Integer> rowsOfLoads = new TreeMap<>();
        checkTable(version, Tables.people(version), people, rowsOfLoads);
        checkTable(version, Tables.follows(version), follows, rowsOfLoads);
        return loads.published("version " + version.version(), rowsOfLoads);
    }

    /** What one version brings of several partitions has no key in common, so it is the same in every order. */
    private void requireNoCommonKey(GraphManifest parent, GraphManifest version) {
        Map<String, Integer> writtenBy = new TreeMap<>();
        for (int partition = 0; partition < log.partitions(); partition++) {
            if (isRewound(parent, version, partition)) {
                continue;
            }
            long from = SourceLog.nextOffset(parent, partition);
            for (String person : log.people(partition, from, SourceLog.nextOffset(version, partition))) {
                @Nullable Integer other = writtenBy.put(person, partition);
                if (other != null) {
                    throw violated(
                            version,
                            "what it brings of several partitions has no key in common",
                            person + " of partition " + other,
                            "also of partition " + partition);
                }
            }
        }
    }

    private void checkTable(
            GraphManifest version, TablePin pin, Map<String, String> expected, Map<String, Integer> rowsOfLoads) {
        Map<String, String> found = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        tables.rows(pin.path(), pin.version(), (id, value) -> {
            if (!ids.add(id)) {
                throw violated(version, "an id is in table " + pin.name() + " once", "once", id + " again");
            }
            if (LoadLedger.isRowOfLoad(id)) {
                rowsOfLoads.merge(id.substring(0, id.indexOf('/')), 1, Integer::sum);
            } else {
                found.put(id, value);
            }
        });
        require(version, "table " + pin.name() + " is the log replayed up to " + offsets(version), expected, found);
        require(
                version,
                "pin " + pin.path() + " v" + pin.version() + " counts its rows",
                (long) ids.size(),
                pin.rows());
    }

    private void checkAccount(GraphManifest parent, GraphManifest version, long loaded) {
        Account account = version.account();
        long polled = loaded;
        long filtered = 0;
        for (int partition = 0; partition < log.partitions(); partition++) {
            if (isRewound(parent, version, partition)) {
                continue;
            }
            long before = SourceLog.nextOffset(parent, partition);
            long after = SourceLog.nextOffset(version, partition);
            polled += after - before;
            filtered += log.filtered(partition, before, after);
        }
        require(version, "its account has every record", polled, account.polled());
        require(version, "its account has every filtered record", filtered, account.filtered());
        require(version, "its account has no dead letters", 0L, account.deadLettered());
        require(version, "its account balances", true, account.balances());
        require(
                version,
                "its totals are its parent's and its account",
                parent.totals().plus(account),
                version.totals());
    }

    private static boolean isRewound(GraphManifest parent, GraphManifest version, int partition) {
        return SourceLog.epoch(version, partition) != SourceLog.epoch(parent, partition);
    }

    /** A version that changes offsets changes nothing else. */
    private void requireRewind(GraphManifest parent, GraphManifest version, int partition) {
        require(version, "only the operation offsets begins an epoch", GraphManifest.OFFSETS, version.operation());
        require(
                version,
                "it is the next epoch of partition " + partition,
                SourceLog.epoch(parent, partition) + 1,
                SourceLog.epoch(version, partition));
        require(version, "its tables are its parent's", true, version.pinsTheSameAs(parent));
        require(version, "its account is empty", Account.EMPTY, version.account());
        require(
                version,
                "partition " + partition + " was rewound",
                true,
                SourceLog.nextOffset(version, partition) < SourceLog.nextOffset(parent, partition));
    }

    private String offsets(GraphManifest version) {
        StringBuilder text = new StringBuilder();
        for (int partition = 0; partition < log.partitions(); partition++) {
            text.append(partition == 0 ? "" : ", ")
                    .append(partition)
                    .append(':')
                    .append(SourceLog.nextOffset(version, partition));
        }
        return text.toString();
    }

    private void require(GraphManifest version, String invariant, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw violated(version, invariant, expected, actual);
        }
    }

    private Stopped violated(GraphManifest version, String invariant, Object expected, Object actual) {
        return scheduler.violated("graph version " + version.version() + ": " + invariant, expected, actual);
    }
}
