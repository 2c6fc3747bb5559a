package io.headgate.engine.s3;

/**
 * A request to an S3 server.
 *
 * @param path with the bucket
 * @param query empty when there is none
 */
public record S3Call(String method, String path, String query) {

    boolean readsAnObject() {
        return (method.equals("GET") || method.equals("HEAD")) && query.isEmpty();
    }

    /** Whether it may leave something behind. */
    public boolean changes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
