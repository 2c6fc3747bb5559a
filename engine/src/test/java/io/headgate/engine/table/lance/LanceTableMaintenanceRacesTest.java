package io.headgate.engine.table.lance;

import io.headgate.engine.table.TableMaintenanceRacesContract;
import io.headgate.engine.table.TableStores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LanceTableMaintenanceRacesTest extends TableMaintenanceRacesContract {

    @TempDir
    private Path root;

    @Override
    protected TableStores stores() {
        return LanceFixture.storesOn(root);
    }
}
