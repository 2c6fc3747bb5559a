package io.headgate.engine.object.s3;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.FileTree;
import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Files as objects below a prefix. */
final class S3FileTree implements FileTree {

    private static final int MOST_KEYS_IN_A_REMOVAL = 1000;
    private static final String NOT_THERE = "NoSuchKey";

    private final S3Prefix location;
    private final String root;
    private final S3Client client;
    private final S3Requests requests;

    S3FileTree(S3Prefix location, S3Client client, S3Requests requests) {
        this.location = location;
        this.root = location.prefix().isEmpty() ? "" : location.prefix() + "/";
        this.client = client;
        this.requests = requests;
    }

    @Override
    public OptionalLong size(String file) {
        String operation = "look at " + file;
        try {
            return OptionalLong.of(requests.read(
                            operation,
                            () -> client.headObject(
                                    request -> request.bucket(location.bucket()).key(root + file)))
                    .contentLength());
        } catch (SdkException e) {
            if (S3Failure.of(e) == S3Failure.NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw requests.unavailable(operation, e);
        }
    }

    @Override
    public void each(String directory, Visitor visitor) {
        list(directory, Optional.of("/"), visitor);
    }

    @Override
    public void eachBelow(String directory, Visitor visitor) {
        list(directory, Optional.empty(), visitor);
    }

    @Override
    public void write(String file, byte[] content) {
        String operation = "write " + file;
        try {
            // Under a name of its own and always the same content, so it may be sent again.
            requests.read(
                    operation,
                    () -> client.putObject(
                            request -> request.bucket(location.bucket()).key(root + file),
                            RequestBody.fromBytes(content)));
        } catch (SdkException e) {
            throw requests.unavailable(operation, e);
        }
    }

    @Override
    public void remove(List<String> files) {
        for (int from = 0; from < files.size(); from += MOST_KEYS_IN_A_REMOVAL) {
            removeAtOnce(files.subList(from, Math.min(files.size(), from + MOST_KEYS_IN_A_REMOVAL)));
        }
    }

    private void removeAtOnce(List<String> files) {
        String operation = "remove " + files.size() + " files, the first " + files.get(0);
        Delete keys = Delete.builder()
                .objects(files.stream()
                        .map(file -> ObjectIdentifier.builder().key(root + file).build())
                        .toList())
                .quiet(true)
                .build();
        DeleteObjectsResponse answer;
        try {
            answer = requests.write(
                    operation,
                    () -> client.deleteObjects(
                            request -> request.bucket(location.bucket()).delete(keys)));
        } catch (SdkException e) {
            throw requests.unavailable(operation, e);
        }
        for (S3Error error : answer.errors()) {
            if (!NOT_THERE.equals(error.code())) {
                throw new StorageUnavailable(
                        operation,
                        "Could not remove " + error.key() + " (store " + location + "): " + error.code() + ", "
                                + error.message()
                                + ". Check that the credentials of this process allow to delete there.");
            }
        }
    }

    private void list(String directory, Optional<String> delimiter, Visitor visitor) {
        String operation = "list " + directory;
        String prefix = root + directory + "/";
        String continuation = null;
        do {
            String token = continuation;
            ListObjectsV2Response page;
            try {
                page = requests.read(
                        operation,
                        () -> client.listObjectsV2(request -> request.bucket(location.bucket())
                                .prefix(prefix)
                                .delimiter(delimiter.orElse(null))
                                .continuationToken(token)));
            } catch (SdkException e) {
                throw requests.unavailable(operation, e);
            }
            for (S3Object file : page.contents()) {
                visit(visitor, file.key().substring(prefix.length()), file.size());
            }
            continuation = page.nextContinuationToken();
        } while (continuation != null);
    }

    private static void visit(Visitor visitor, String name, long size) {
        try {
            visitor.visit(name, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
