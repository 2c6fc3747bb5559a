package io.headgate.engine.table.lance;

import io.headgate.engine.object.Durability;
import io.headgate.engine.table.RandomOperationsContract;
import io.headgate.engine.table.TableStore;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.io.TempDir;

final class LanceRandomOperationsTest extends RandomOperationsContract {

    @TempDir
    private Path temporary;

    private Path root = Path.of("unused");
    private int opened;

    @Override
    protected int operations() {
        return 60;
    }

    @Override
    protected TableStore openEmpty(BufferAllocator allocator) {
        root = temporary.resolve("graph-" + opened++);
        return openSame(allocator);
    }

    @Override
    protected TableStore openSame(BufferAllocator allocator) {
        return new LanceTableStore(
                root,
                allocator,
                Durability.PROCESS_CRASH,
                LanceFixture.UNFORCED,
                LanceSettings.DEFAULT.withInlineRowIdBytes(0));
    }
}
