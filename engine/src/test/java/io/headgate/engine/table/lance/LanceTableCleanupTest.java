package io.headgate.engine.table.lance;

import io.headgate.engine.table.TableCleanupContract;
import io.headgate.engine.table.TableStores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LanceTableCleanupTest extends TableCleanupContract {

    @TempDir
    private Path root;

    @Override
    protected TableStores stores() {
        return LanceFixture.storesOn(root);
    }
}
