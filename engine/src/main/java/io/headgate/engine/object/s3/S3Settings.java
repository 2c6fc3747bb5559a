package io.headgate.engine.object.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How S3 is reached, by our own client and by Lance's. Credentials are not in it: they come from the default chain
 * of the AWS SDK (environment, profile, container or instance role).
 *
 * @param endpoint of a server that speaks S3; empty for AWS
 * @param region empty to let the default chain find it
 * @param pathStyle whether the bucket is in the path instead of the host name
 * @param certificateAuthority PEM file with the certificates to trust instead of the JVM's
 * @param connectTimeout for a connection
 * @param requestTimeout for one attempt at one request
 * @param attempts at one request, at least 1
 * @param parallelRequests the most requests that are under way at the same time, at least 1
 */
public record S3Settings(
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        Optional<Path> certificateAuthority,
        Duration connectTimeout,
        Duration requestTimeout,
        int attempts,
        int parallelRequests) {

    public static final S3Settings DEFAULT = new S3Settings(
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            5,
            16);
}
