package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.PEOPLE;
import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.intent.FragmentRewrite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Does random things to one table and to a map, and compares them. Each version's expected content is remembered, so that
 * old versions can be checked and restored. The store is closed and opened again now and then; what is staged survives it
 * as {@link StagedRows}. Maintenance is staged on one version and carried out on another, and changes nothing.
 */
final class RandomHistory implements AutoCloseable {

    private static final TablePath PATH = new TablePath("nodes/random-0123456789.lance");
    private static final int KEYS = 60;

    private static final List<Kind> COMMON = List.of(
            Kind.APPEND,
            Kind.REPLACE,
            Kind.REPLACE,
            Kind.REPLACE,
            Kind.DELETE,
            Kind.LOST_RACE,
            Kind.STAGE_REWRITE,
            Kind.STAGE_INDEX,
            Kind.MAINTAIN);

    private enum Kind {
        APPEND,
        REPLACE,
        DELETE,
        OVERWRITE,
        RESTORE,
        LOST_RACE,
        REOPEN,
        STAGE_REWRITE,
        STAGE_INDEX,
        MAINTAIN
    }

    private final Random random;
    private final RandomMaintenance maintenance;
    private final TableFixtures fixtures;
    private final Callable<TableStore> opening;
    private final Deque<Kind> onceEach = new ArrayDeque<>();
    private final Map<Long, Map<String, Map<String, Object>>> contents = new TreeMap<>();
    private TableStore store;
    private PinnedTable table;
    private Map<String, Map<String, Object>> expected = Map.of();
    private Kind latest = Kind.REOPEN;

    RandomHistory(Random random, TableFixtures fixtures, TableStore empty, Callable<TableStore> opening) {
        this.random = random;
        this.maintenance = new RandomMaintenance(random);
        this.fixtures = fixtures;
        this.opening = opening;
        this.store = empty;
        this.table = empty.createIfAbsent(PATH, PEOPLE, stamp());
        contents.put(1L, expected);
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        Collections.shuffle(kinds, random);
        onceEach.addAll(kinds);
    }

    String latest() {
        return latest + " on version " + table.version();
    }

    /** Does one thing and checks the newest version. */
    void step() throws Exception {
        latest = pick();
        switch (latest) {
            case RESTORE -> restore(knownVersion());
            case REOPEN -> reopen();
            case LOST_RACE -> loseRace();
            case STAGE_REWRITE -> maintenance.stageRewrite(table);
            case STAGE_INDEX -> maintenance.stageIndex(table);
            case MAINTAIN -> maintain();
            default -> commit(change(latest));
        }
        check(table, expected);
        checkPartialScans();
        assertThat(table.headVersion()).isEqualTo(table.version());
    }

    void checkAllVersions() {
        contents.forEach((version, content) -> {
            try (PinnedTable old = store.open(PATH, version)) {
                check(old, content);
            }
        });
    }

    private Kind pick() {
        if (!onceEach.isEmpty()) {
            return onceEach.remove();
        }
        return random.nextInt(4) > 0
                ? COMMON.get(random.nextInt(COMMON.size()))
                : Kind.values()[random.nextInt(Kind.values().length)];
    }

    /** What is to be done, independent of a version, and what the table must hold afterwards. */
    private record Change(Kind kind, List<String> keys, StagedRows rows, Map<String, Map<String, Object>> expected) {

        StagedChange stageOn(PinnedTable table) {
            return switch (kind) {
                case APPEND -> table.stageAppend(rows);
                case OVERWRITE -> table.stageOverwrite(rows);
                default -> table.stageReplace(KeySet.of(keys), rows);
            };
        }
    }

    private Change change(Kind kind) {
        Map<String, Map<String, Object>> after = new HashMap<>(kind == Kind.OVERWRITE ? Map.of() : expected);
        Set<String> keys = new LinkedHashSet<>();
        for (int i = random.nextInt(kind == Kind.OVERWRITE ? KEYS : 12); i > 0; i--) {
            keys.add("k" + random.nextInt(KEYS));
        }
        if (kind == Kind.APPEND) {
            keys.removeAll(expected.keySet());
        }
        List<Map<String, Object>> added = new ArrayList<>();
        for (String key : keys) {
            after.remove(key);
            boolean adds = kind != Kind.DELETE && (kind != Kind.REPLACE || random.nextInt(4) > 0);
            if (adds) {
                Map<String, Object> row = person(key, "Person " + random.nextInt(), random.nextInt());
                added.add(row);
                after.put(key, row);
            }
        }
        return new Change(kind, List.copyOf(keys), fixtures.stage(table, added), after);
    }

    private void commit(Change change) throws Exception {
        if (random.nextInt(8) == 0) {
            reopen();
        }
        moveTo(committed(table.commit(change.stageOn(table), stamp())), change.expected());
    }

    private void restore(long version) {
        maintenance.forgetIndexes();
        try (PinnedTable old = store.open(PATH, version)) {
            moveTo(old.restore(stamp()), contents.get(version));
        }
    }

    /** A version whose content is known, which that of an overshot one is not. */
    private long knownVersion() {
        return List.copyOf(contents.keySet()).get(random.nextInt(contents.size()));
    }

    private void reopen() throws Exception {
        long version = table.version();
        table.close();
        store.close();
        store = opening.call();
        table = store.open(PATH, version);
    }

    /** Another process commits first; what that makes of our change is undone, and our change is made again. */
    private void loseRace() throws Exception {
        Change ours = change(random.nextBoolean() ? Kind.REPLACE : Kind.APPEND);
        StagedChange staged = ours.stageOn(table);
        long theirs = random.nextInt(4) == 0 ? theirMaintenance() : theirChange();
        CommitOutcome outcome = table.commit(staged, stamp());
        long head = table.headVersion();
        outcome.match(new CommitOutcome.Cases<Void>() {
            @Override
            public Void committed(PinnedTable wrong) {
                wrong.close();
                throw new AssertionError("committed although another process had committed first");
            }

            @Override
            public Void overshot(long landedAt) {
                assertThat(landedAt).isEqualTo(theirs + 1).isEqualTo(head);
                return null;
            }

            @Override
            public Void rejected(String reason) {
                assertThat(head).isEqualTo(theirs);
                return null;
            }
        });
        undo();
        moveTo(committed(table.commit(ours.stageOn(table), stamp())), ours.expected());
    }

    /** Another process commits a change behind our version. */
    private long theirChange() throws Exception {
        try (TableStore other = opening.call();
                PinnedTable theirs = other.open(PATH, table.version())) {
            Kind[] kinds = {Kind.APPEND, Kind.REPLACE, Kind.DELETE, Kind.OVERWRITE};
            Change change = change(kinds[random.nextInt(kinds.length)]);
            try (PinnedTable after = committed(theirs.commit(change.stageOn(theirs), stamp()))) {
                contents.put(after.version(), change.expected());
                return after.version();
            }
        }
    }

    /** Another process commits the first step of a rewrite behind our version; that alone keeps the content. */
    private long theirMaintenance() throws Exception {
        try (TableStore other = opening.call();
                PinnedTable theirs = other.open(PATH, table.version())) {
            List<Integer> fragments =
                    theirs.layout().fragments().stream().map(FragmentLayout::id).toList();
            if (fragments.isEmpty()) {
                return theirChange();
            }
            int fragment = fragments.get(random.nextInt(fragments.size()));
            FragmentRewrite rewrite = theirs.stageRewrite(List.of(fragment), KEYS);
            StagedChange change = theirs.stageStep(theirs.planMaintenance(List.of(rewrite), List.of()), 0);
            try (PinnedTable after = committed(theirs.commit(change, stamp()))) {
                return after.version();
            }
        }
    }

    private void maintain() {
        moveTo(maintenance.carryOut(table, store, this::meddle), expected);
    }

    /** Another process appends behind the newest version, whatever that is. */
    private void meddle() {
        try (TableStore other = opening.call();
                PinnedTable newest = other.open(PATH, table.headVersion())) {
            StagedRows rows = fixtures.stage(newest, List.of(person("meddler", "", random.nextInt())));
            committed(newest.commit(newest.stageAppend(rows), stamp())).close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void undo() {
        moveTo(table.restore(stamp()), expected);
        check(table, expected);
    }

    private void moveTo(PinnedTable next, Map<String, Map<String, Object>> content) {
        table.close();
        table = next;
        expected = content;
        contents.put(next.version(), content);
    }

    private static void check(PinnedTable table, Map<String, Map<String, Object>> content) {
        assertThat(table.rowCount()).isEqualTo(content.size());
        List<Map<String, Object>> rows = TableFixtures.rows(table);
        assertThat(rows).hasSize(content.size());
        Map<Object, Map<String, Object>> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.get("id"), row));
        assertThat(byId).isEqualTo(content);
    }

    private void checkPartialScans() {
        int limit = 1 + random.nextInt(KEYS);
        ScanRequest request = new ScanRequest(List.of("age", "id"), Optional.empty(), OptionalLong.of(limit));

        List<Map<String, Object>> rows = TableFixtures.rows(table.scan(request));

        assertThat(rows).hasSize(Math.min(limit, expected.size()));
        for (Map<String, Object> row : rows) {
            Map<String, Object> whole = expected.get((String) row.get("id"));
            assertThat(row).isEqualTo(TableFixtures.row("age", whole.get("age"), "id", whole.get("id")));
        }
    }

    @Override
    public void close() {
        table.close();
        store.close();
    }
}
