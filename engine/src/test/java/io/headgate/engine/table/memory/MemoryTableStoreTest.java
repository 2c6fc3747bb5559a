package io.headgate.engine.table.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TableStoreContract;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;

final class MemoryTableStoreTest extends TableStoreContract {

    private MemoryTables tables = new MemoryTables();

    @Override
    protected TableStore openEmpty(BufferAllocator allocator) {
        tables = new MemoryTables();
        return openSame(allocator);
    }

    @Override
    protected TableStore openSame(BufferAllocator allocator) {
        return new MemoryTableStore(tables, allocator);
    }

    @Test
    void filterIsRefused() {
        try (TableFixtures fixtures = new TableFixtures();
                TableStore store = openSame(fixtures.allocator());
                PinnedTable table = store.createIfAbsent(
                        new TablePath("nodes/a.lance"), TableFixtures.PEOPLE, TableFixtures.stamp())) {
            ScanRequest filtered = new ScanRequest(List.of(), Optional.of("age > 3"), OptionalLong.empty());

            assertThatThrownBy(() -> table.scan(filtered))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("age > 3");
        }
    }
}
