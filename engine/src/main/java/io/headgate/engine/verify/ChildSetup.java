package io.headgate.engine.verify;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a child process is told first, on its standard input: a command line can be seen by others, and the properties may
 * hold credentials. The environment it inherits.
 *
 * @param directory of a graph on the local disk; empty when it is in a bucket
 * @param bucket and {@code prefix}: of a graph on S3
 * @param mostProblems to name for each check
 * @param properties of this JVM that decide how S3 is reached
 */
record ChildSetup(
        Optional<String> directory,
        String bucket,
        String prefix,
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        Optional<String> certificateAuthority,
        long connectTimeoutMillis,
        long requestTimeoutMillis,
        int attempts,
        int parallelRequests,
        int mostProblems,
        Map<String, String> properties) {

    /** What the AWS SDK and Java's own HTTP client look at. */
    private static final List<String> PROPERTIES = List.of("aws.", "javax.net.ssl.", "http.", "https.");

    static ChildSetup of(VerifiedGraph graph, int mostProblems) {
        GraphLocation location = graph.location();
        S3Settings s3 = graph.s3();
        return new ChildSetup(
                location instanceof LocalDirectory local
                        ? Optional.of(local.path().toString())
                        : Optional.empty(),
                location instanceof S3Prefix s3Prefix ? s3Prefix.bucket() : "",
                location instanceof S3Prefix s3Prefix ? s3Prefix.prefix() : "",
                s3.endpoint(),
                s3.region(),
                s3.pathStyle(),
                s3.certificateAuthority().map(Path::toString),
                s3.connectTimeout().toMillis(),
                s3.requestTimeout().toMillis(),
                s3.attempts(),
                s3.parallelRequests(),
                mostProblems,
                relevantProperties());
    }

    VerifiedGraph graph() {
        GraphLocation location = directory
                .<GraphLocation>map(path -> new LocalDirectory(Path.of(path)))
                .orElseGet(() -> new S3Prefix(bucket, prefix));
        return new VerifiedGraph(
                location,
                new S3Settings(
                        endpoint,
                        region,
                        pathStyle,
                        certificateAuthority.map(Path::of),
                        Duration.ofMillis(connectTimeoutMillis),
                        Duration.ofMillis(requestTimeoutMillis),
                        attempts,
                        parallelRequests));
    }

    /** Without the properties: they may hold credentials. */
    @Override
    public String toString() {
        return "ChildSetup[" + graph() + "]";
    }

    private static Map<String, String> relevantProperties() {
        Map<String, String> relevant = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (PROPERTIES.stream().anyMatch(name::startsWith)) {
                relevant.put(name, System.getProperty(name));
            }
        }
        return relevant;
    }
}
