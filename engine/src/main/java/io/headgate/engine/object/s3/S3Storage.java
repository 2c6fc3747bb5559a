package io.headgate.engine.object.s3;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.FileTree;
import io.headgate.engine.object.ObjectStore;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.id.IdSource;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One prefix of a bucket, reached in one way: our own client and what Lance needs for its own are made from the same settings
 * and the same credentials. Thread-safe; closing it ends what came out of it.
 */
public final class S3Storage implements AutoCloseable {

    private final S3Prefix location;
    private final S3Access access;
    private final S3Client client;
    private final S3ObjectStore objects;
    private final S3FileTree files;

    private S3Storage(S3Prefix location, S3Access access, IdSource ids) {
        this.location = location;
        this.access = access;
        this.client = access.client();
        S3Requests requests = new S3Requests(location.toString(), access.settings());
        this.objects = new S3ObjectStore(location, client, requests, ids);
        this.files = new S3FileTree(location, client, requests);
    }

    /**
     * Opens it; nothing is asked of the store yet.
     *
     * @throws BadConfiguration when the settings are not enough to reach it
     */
    public static S3Storage open(S3Prefix location, S3Settings settings, IdSource ids) {
        return new S3Storage(location, S3Access.of(settings), ids);
    }

    /** Its {@code close} closes this. */
    public ObjectStore objects() {
        return objects;
    }

    /** The files that Lance keeps there. */
    public FileTree files() {
        return files;
    }

    /** Where Lance finds it. */
    public String uri() {
        return location.toString();
    }

    /** With what Lance reaches it. Secrets are in it: for nobody but Lance. */
    public Map<String, String> lanceOptions() {
        return access.lanceOptions(location.bucket());
    }

    @Override
    public void close() {
        client.close();
    }
}
