package io.headgate.ingest.http;

import java.nio.charset.StandardCharsets;

/**
 * What a request is answered with.
 *
 * @param status of HTTP
 * @param body not to be changed afterwards
 */
public record Answer(int status, String contentType, byte[] body) {
    private static final int OK = 200;

    public static Answer ok(String contentType, String body) {
        return text(OK, contentType, body);
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}
