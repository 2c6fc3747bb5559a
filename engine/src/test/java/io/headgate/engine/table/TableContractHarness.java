package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.PEOPLE;
import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.row;
import static io.headgate.engine.table.TableFixtures.rows;
import static io.headgate.engine.table.TableFixtures.stamp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the contracts of table stores have in common: two stores on the same tables, and short ways to change one of them.
 * Whatever was opened is closed at the end, and memory that was not given back fails the test.
 */
public abstract class TableContractHarness {

    static final TablePath PATH = new TablePath("nodes/person-0123456789.lance");
    static final Map<String, Object> ADA = person("ada", "Ada", 36);
    static final Map<String, Object> BOB = person("bob", "Bob", 41);
    static final Map<String, Object> EVE = person("eve", "Eve", 29);

    private final List<AutoCloseable> opened = new ArrayList<>();
    TableFixtures fixtures;
    TableStore store;
    /** Another process on the same tables. */
    TableStore other;

    /** Where the stores of one test come from; asked once for each test. */
    protected abstract TableStores stores() throws Exception;

    @BeforeEach
    void open() throws Exception {
        fixtures = new TableFixtures();
        opened.add(fixtures);
        TableStores stores = stores();
        store = closingAtEnd(stores.open(fixtures.allocator()));
        other = closingAtEnd(stores.open(fixtures.allocator()));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    final PinnedTable create() {
        return closingAtEnd(store.createIfAbsent(PATH, PEOPLE, stamp()));
    }

    final PinnedTable openAt(TableStore from, long version) {
        return closingAtEnd(from.open(PATH, version));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final StagedRows stage(PinnedTable table, Map<String, Object>... rows) {
        return fixtures.stage(table, List.of(rows));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final PinnedTable append(PinnedTable table, Map<String, Object>... rows) {
        return append(table, List.of(rows));
    }

    final PinnedTable append(PinnedTable table, List<Map<String, Object>> rows) {
        return closingAtEnd(committed(table.commit(table.stageAppend(fixtures.stage(table, rows)), stamp())));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final PinnedTable replace(PinnedTable table, List<String> keys, Map<String, Object>... rows) {
        return closingAtEnd(committed(table.commit(table.stageReplace(KeySet.of(keys), stage(table, rows)), stamp())));
    }

    final PinnedTable delete(PinnedTable table, String... keys) {
        return closingAtEnd(
                committed(table.commit(table.stageReplace(KeySet.of(List.of(keys)), StagedRows.NONE), stamp())));
    }

    final <T extends AutoCloseable> T closingAtEnd(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    static List<Object> ids(PinnedTable table) {
        return rows(table.scan(ScanRequest.columns("id"))).stream()
                .map(row -> row.get("id"))
                .toList();
    }

    static String[] everySecond(int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> (i - from) % 2 == 0)
                .mapToObj(i -> "p" + i)
                .toArray(String[]::new);
    }

    static List<Map<String, Object>> people(int from, int count) {
        List<Map<String, Object>> people = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            people.add(person("p" + i, "Person " + i, i));
        }
        return people;
    }
}
