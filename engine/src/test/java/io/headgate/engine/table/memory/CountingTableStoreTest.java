package io.headgate.engine.table.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.CountingTableStore;
import io.headgate.engine.table.CountingTableStore.Method;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableStoreContract;
import io.headgate.engine.table.TableStores;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CountingTableStoreTest extends TableStoreContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new CountingTableStore(new MemoryTableStore(tables, allocator));
    }

    @Test
    void callsToTablesThatItOpenedAreCountedToo() {
        TablePath path = new TablePath("nodes/a.lance");
        try (TableFixtures fixtures = new TableFixtures();
                CountingTableStore store =
                        new CountingTableStore(new MemoryTableStore(new MemoryTables(), fixtures.allocator()))) {
            PinnedTable created = store.createIfAbsent(path, TableFixtures.PEOPLE, TableFixtures.stamp());
            try (PinnedTable table = fixtures.append(created, List.of(TableFixtures.person("ada", "Ada", 36)))) {
                assertThat(table.rowCount()).isEqualTo(1);
            }

            assertThat(store.calls())
                    .extracting(CountingTableStore.Call::method)
                    .containsExactly(
                            Method.CREATE_IF_ABSENT,
                            Method.STAGE_ROWS,
                            Method.STAGE_APPEND,
                            Method.COMMIT,
                            Method.ROW_COUNT);
            assertThat(store.count(Method.COMMIT, path)).isEqualTo(1);
            assertThat(store.count(Method.COMMIT, new TablePath("nodes/b.lance")))
                    .isZero();
        }
    }
}
