package io.headgate.engine.table.lance;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.s3.S3Storage;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.table.TableStores;
import io.headgate.recovery.id.IdSource;
import java.security.SecureRandom;
import java.time.Clock;

/** Lance tables on S3 for the contracts. */
final class S3Tables {

    private S3Tables() {}

    /** Several stores on the same new prefix. */
    static TableStores storesOn(S3Server server) {
        S3Prefix prefix = server.fresh();
        return allocator -> new LanceTableStore(
                S3Storage.open(prefix, server.settings(), new IdSource(Clock.systemUTC(), new SecureRandom())),
                allocator,
                LanceSettings.DEFAULT.withInlineRowIdBytes(0));
    }
}
