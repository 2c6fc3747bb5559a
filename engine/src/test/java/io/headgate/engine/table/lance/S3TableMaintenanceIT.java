package io.headgate.engine.table.lance;

import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.table.TableMaintenanceContract;
import io.headgate.engine.table.TableStores;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract over real Lance tables on a real S3 server. */
final class S3TableMaintenanceIT extends TableMaintenanceContract {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    @Override
    protected TableStores stores() {
        return S3Tables.storesOn(S3.server());
    }
}
