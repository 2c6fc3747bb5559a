package io.headgate.ingest.config;

import java.util.Optional;

/**
 * Where a worker answers to HTTP.
 *
 * @param bind address or host name of this machine to listen on
 * @param port none: nothing is served
 */
public record HttpConfig(String bind, Optional<Integer> port) {
    public static final HttpConfig OFF = new HttpConfig("127.0.0.1", Optional.empty());
}
