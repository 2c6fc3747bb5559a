package io.headgate.engine.table.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TableStoreContract;
import io.headgate.engine.table.TableStores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MemoryTableStoreTest extends TableStoreContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new MemoryTableStore(tables, allocator);
    }

    @Test
    void filterIsRefused() {
        try (TableFixtures fixtures = new TableFixtures();
                TableStore store = new MemoryTableStore(new MemoryTables(), fixtures.allocator());
                PinnedTable table = store.createIfAbsent(
                        new TablePath("nodes/a.lance"), TableFixtures.PEOPLE, TableFixtures.stamp())) {
            ScanRequest filtered = new ScanRequest(List.of(), Optional.of("age > 3"), OptionalLong.empty());

            assertThatThrownBy(() -> table.scan(filtered))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("age > 3");
        }
    }
}
