package io.headgate.engine.object.s3;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.ContentTag;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IdSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects below a prefix of a bucket. The tag of an object is its ETag, and conditional puts are S3's own.
 *
 * <p>Every put carries an id of its own in the object's metadata. An answer to a conditional put that is lost, or that says no
 * (somebody between us and the store may have sent the put twice), is checked against the object that is there: with our id it
 * is ours. Without it a no is a no, and a lost answer stays {@link StorageUnavailable}: the put may still arrive. Thread-safe.
 */
final class S3ObjectStore implements ObjectStore {

    private static final String PUT_ID = "headgate-put";
    private static final int MOST_KEYS_IN_A_PAGE = 1000;

    private final S3Prefix location;
    private final String root;
    private final S3Client client;
    private final S3Requests requests;
    private final IdSource ids;

    S3ObjectStore(S3Prefix location, S3Client client, S3Requests requests, IdSource ids) {
        this.location = location;
        this.root = location.prefix().isEmpty() ? "" : location.prefix() + "/";
        this.client = client;
        this.requests = requests;
        this.ids = ids;
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
        String operation = "get " + key;
        try {
            return Optional.of(requests.read(operation, () -> read(key)));
        } catch (SdkException e) {
            if (S3Failure.of(e) == S3Failure.NOT_FOUND) {
                return Optional.empty();
            }
            throw requests.unavailable(operation, e);
        }
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        String operation = "put " + key;
        try {
            requests.write(operation, () -> put(key, content, ids.unique(), always -> {}));
        } catch (SdkException e) {
            throw requests.unavailable(operation, e);
        }
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content) {
        return conditionally("put if absent " + key, key, content, request -> request.ifNoneMatch("*"))
                .written();
    }

    /**
     * Some servers, Ceph up to version 16 at least, compare the tag without its quotes with what they are sent, and refuse every
     * tag in the quotes that HTTP asks for. So a refusal of the tag that is there is asked about once more without them.
     */
    @Override
    public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        String operation = "replace if match " + key;
        String tag = expected.value();
        Outcome quoted = conditionally(operation, key, content, request -> request.ifMatch(tag));
        return quoted.written()
                || quoted.tagThere().filter(tag::equals).isPresent()
                        && conditionally(operation, key, content, request -> request.ifMatch(bare(tag)))
                                .written();
    }

    @Override
    public List<ObjectKey> list(String prefix, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        ObjectKey.ofPrefix(prefix);
        List<ObjectKey> found = new ArrayList<>();
        Optional<String> continuation = Optional.empty();
        do {
            ListObjectsV2Response page =
                    page(prefix, Math.min(limit - found.size(), MOST_KEYS_IN_A_PAGE), continuation);
            for (S3Object object : page.contents()) {
                ObjectKey.ifValid(object.key().substring(root.length())).ifPresent(key -> addInOrder(key, found));
            }
            continuation = Optional.ofNullable(page.nextContinuationToken());
        } while (continuation.isPresent() && found.size() < limit);
        return List.copyOf(found);
    }

    @Override
    public void delete(ObjectKey key) {
        String operation = "delete " + key;
        try {
            requests.write(
                    operation,
                    () -> client.deleteObject(
                            request -> request.bucket(location.bucket()).key(name(key))));
        } catch (SdkException e) {
            if (S3Failure.of(e) != S3Failure.NOT_FOUND) {
                throw requests.unavailable(operation, e);
            }
        }
    }

    @Override
    public void requireConditionalPuts() {
        new ConditionalPutProbe(this, ids).run();
    }

    @Override
    public String location() {
        return location.toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private Outcome conditionally(
            String operation, ObjectKey key, byte[] content, Consumer<PutObjectRequest.Builder> condition) {
        String id = ids.unique();
        try {
            requests.write(operation, () -> put(key, content, id, condition));
            return Outcome.WRITTEN;
        } catch (SdkException e) {
            boolean refused = isRefusal(S3Failure.of(e));
            Optional<HeadObjectResponse> there =
                    refused || S3Failure.of(e) == S3Failure.UNKNOWN ? head(operation, key) : Optional.empty();
            if (there.filter(object -> id.equals(object.metadata().get(PUT_ID))).isPresent()) {
                return Outcome.WRITTEN;
            }
            if (refused) {
                return new Outcome(false, there.map(HeadObjectResponse::eTag));
            }
            throw requests.unavailable(operation, e);
        }
    }

    /**
     * What became of a put with a condition.
     *
     * @param tagThere of what is there instead, if anything is
     */
    private record Outcome(boolean written, Optional<String> tagThere) {
        static final Outcome WRITTEN = new Outcome(true, Optional.empty());
    }

    /** S3 answers a replacement of what is not there like a look at it. */
    private static boolean isRefusal(S3Failure failure) {
        return failure == S3Failure.PRECONDITION || failure == S3Failure.NOT_FOUND;
    }

    private static String bare(String tag) {
        return tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
                ? tag.substring(1, tag.length() - 1)
                : tag;
    }

    private Optional<HeadObjectResponse> head(String operation, ObjectKey key) {
        try {
            return Optional.of(requests.read(
                    operation,
                    () -> client.headObject(
                            request -> request.bucket(location.bucket()).key(name(key)))));
        } catch (SdkException e) {
            if (S3Failure.of(e) == S3Failure.NOT_FOUND) {
                return Optional.empty();
            }
            throw requests.unavailable(operation, e);
        }
    }

    private String put(ObjectKey key, byte[] content, String id, Consumer<PutObjectRequest.Builder> condition) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(name(key))
                .metadata(Map.of(PUT_ID, id));
        condition.accept(request);
        return client.putObject(request.build(), RequestBody.fromBytes(content)).eTag();
    }

    private StoredObject read(ObjectKey key) {
        ResponseBytes<GetObjectResponse> answer = client.getObjectAsBytes(
                request -> request.bucket(location.bucket()).key(name(key)));
        byte[] content = answer.asByteArrayUnsafe();
        Long length = answer.response().contentLength();
        // The JDK's HTTP client takes a connection that breaks off for the end of the content.
        if (length != null && length != content.length) {
            throw SdkClientException.create(
                    "the connection broke off after " + content.length + " of " + length + " bytes");
        }
        return new StoredObject(content, new ContentTag(answer.response().eTag()));
    }

    private ListObjectsV2Response page(String prefix, int most, Optional<String> continuation) {
        String operation = "list " + prefix;
        try {
            return requests.read(
                    operation,
                    () -> client.listObjectsV2(request -> request.bucket(location.bucket())
                            .prefix(root + prefix)
                            .maxKeys(most)
                            .continuationToken(continuation.orElse(null))));
        } catch (SdkException e) {
            throw requests.unavailable(operation, e);
        }
    }

    /** The newest graph version is found as the first key of a listing, so a store that lists in another order is no use. */
    private void addInOrder(ObjectKey key, List<ObjectKey> found) {
        if (!found.isEmpty() && found.get(found.size() - 1).compareTo(key) >= 0) {
            throw new StorageUnavailable(
                    "list",
                    StorageUnavailable.Reason.NO_SUCH_STORE,
                    "The store " + location + " does not list keys in the order of their text (" + key + " after "
                            + found.get(found.size() - 1)
                            + "), as S3 does for general purpose buckets. Use another kind of bucket.",
                    null);
        }
        found.add(key);
    }

    private String name(ObjectKey key) {
        return root + key.path();
    }
}
