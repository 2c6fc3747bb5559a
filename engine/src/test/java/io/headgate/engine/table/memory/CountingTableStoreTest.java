package io.headgate.engine.table.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.CountingTableStore;
import io.headgate.engine.table.CountingTableStore.Method;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TableStoreContract;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;

final class CountingTableStoreTest extends TableStoreContract {

    private MemoryTables tables = new MemoryTables();

    @Override
    protected TableStore openEmpty(BufferAllocator allocator) {
        tables = new MemoryTables();
        return openSame(allocator);
    }

    @Override
    protected TableStore openSame(BufferAllocator allocator) {
        return new CountingTableStore(new MemoryTableStore(tables, allocator));
    }

    @Test
    void callsToTablesThatItOpenedAreCountedToo() {
        TablePath path = new TablePath("nodes/a.lance");
        try (TableFixtures fixtures = new TableFixtures();
                CountingTableStore store = new CountingTableStore(openSame(fixtures.allocator()))) {
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
