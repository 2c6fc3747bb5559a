package io.headgate.engine.table.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.observe.RecordingObserver;
import io.headgate.engine.observe.StorageOperation;
import io.headgate.engine.table.ObservedTableStore;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TableStoreContract;
import io.headgate.engine.table.TableStores;
import io.headgate.recovery.error.CorruptState;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObservedTableStoreTest extends TableStoreContract {

    private final RecordingObserver observer = new RecordingObserver();

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new ObservedTableStore(new MemoryTableStore(tables, allocator), observer);
    }

    @Test
    void operationsOfTablesThatItOpenedAreToldToo() {
        TablePath path = new TablePath("nodes/a.lance");
        RecordingObserver told = new RecordingObserver();
        try (TableFixtures fixtures = new TableFixtures();
                TableStore store =
                        new ObservedTableStore(new MemoryTableStore(new MemoryTables(), fixtures.allocator()), told)) {
            PinnedTable created = store.createIfAbsent(path, TableFixtures.PEOPLE, TableFixtures.stamp());
            try (PinnedTable table = fixtures.append(created, List.of(TableFixtures.person("ada", "Ada", 36)))) {
                assertThat(table.rowCount()).isEqualTo(1);
            }
            assertThatThrownBy(() -> store.open(path, 99)).isInstanceOf(CorruptState.class);
        }

        assertThat(told.succeeded())
                .containsExactly(
                        StorageOperation.CREATE_IF_ABSENT,
                        StorageOperation.STAGE_ROWS,
                        StorageOperation.STAGE_APPEND,
                        StorageOperation.COMMIT,
                        StorageOperation.ROW_COUNT);
        assertThat(told.failed()).containsExactly(StorageOperation.OPEN);
    }
}
