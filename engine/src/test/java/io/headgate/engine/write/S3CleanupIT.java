package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.table.TableFixtures;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cleanup on a real S3 server. */
final class S3CleanupIT extends CleanupContract {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final S3Prefix prefix = S3.server().fresh();

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return GraphEnvironment.onS3(prefix, S3.server().settings(), fixtures.allocator());
    }
}
