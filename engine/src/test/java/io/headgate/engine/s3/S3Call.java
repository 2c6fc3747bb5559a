package io.headgate.engine.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to an S3 server.
 *
 * @param path with the bucket
 * @param query empty when there is none
 * @param headers with the names as they came
 */
public record S3Call(String method, String path, String query, Map<String, List<String>> headers) {

    boolean readsAnObject() {
        return (method.equals("GET") || method.equals("HEAD")) && query.isEmpty();
    }

    /** Whether it may leave something behind. */
    public boolean changes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    /** The first value of a header, however its name is written. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().get(0))
                .findFirst();
    }

    /** Without the headers, which have credentials in them. */
    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
}
