package io.headgate.engine.object.s3;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.ObjectStoreContract;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.recovery.id.IdSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a real S3 server. */
final class S3ObjectStoreIT extends ObjectStoreContract {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final List<ObjectStore> opened = new ArrayList<>();
    private S3Prefix prefix = new S3Prefix("unused", "unused");

    @Override
    protected ObjectStore openEmpty() {
        prefix = S3.server().fresh();
        return openSame();
    }

    @Override
    protected ObjectStore openSame() {
        IdSource ids = new IdSource(Clock.systemUTC(), new SecureRandom());
        ObjectStore store = S3Storage.open(prefix, S3.server().settings(), ids).objects();
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() {
        opened.forEach(ObjectStore::close);
    }
}
