package io.headgate.engine.table.lance;

import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TableStoreContract;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.io.TempDir;

final class LanceTableStoreContractTest extends TableStoreContract {

    @TempDir
    private Path root;

    @Override
    protected TableStore openEmpty(BufferAllocator allocator) {
        return openSame(allocator);
    }

    @Override
    protected TableStore openSame(BufferAllocator allocator) {
        return new LanceTableStore(
                root, allocator, Durability.PROCESS_CRASH, LanceFixture.UNFORCED, LanceSettings.DEFAULT);
    }
}
