package io.headgate.engine.s3;

import static org.awaitility.Awaitility.await;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.s3.S3Settings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server with one bucket, as a process of its own that does not outlive this one: S3Proxy over a directory. By itself it
 * honours If-None-Match under concurrency, but not If-Match; the gateway before it makes up for that. Its credentials are those that the build
 * puts into the environment of tests, where the default chain of the SDK, Lance and child processes find them. Where the system
 * property {@link #ENDPOINT} says so, it is another server instead, which knows those credentials and stays
 * when this is closed. Thread-safe.
 */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "graphs";

    /** Of the server to use instead of one that is started. */
    public static final String ENDPOINT = "headgate.s3.endpoint";

    private static final String ACCESS_KEY = environment("AWS_ACCESS_KEY_ID");
    private static final String SECRET_KEY = environment("AWS_SECRET_ACCESS_KEY");
    private static final int STARTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI endpoint;
    private final Optional<Own> own;
    private final String prefix;
    private final AtomicInteger prefixes = new AtomicInteger();

    private S3Server(URI endpoint, Optional<Own> own, String prefix) {
        this.endpoint = endpoint;
        this.own = own;
        this.prefix = prefix;
    }

    /** What was started here. */
    private record Own(Path directory, Process process) {}

    /** Starts one on a free port, unless there is another one to be used. */
    public static S3Server start() throws IOException {
        String another = System.getProperty(ENDPOINT, "");
        if (!another.isEmpty()) {
            // It may have been used before.
            S3Server server =
                    new S3Server(URI.create(another), Optional.empty(), "tests/" + UUID.randomUUID() + "/graph-");
            server.makeBucket();
            return server;
        }
        for (int start = 1; ; start++) {
            Optional<S3Server> server = tryToStart(start == STARTS);
            if (server.isPresent()) {
                return server.get();
            }
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Settings that reach it. */
    public S3Settings settings() {
        return settingsFor(endpoint());
    }

    /** Settings that reach it through something else. */
    public static S3Settings settingsFor(URI endpoint) {
        S3Settings settings = S3Settings.DEFAULT;
        return new S3Settings(
                Optional.of(endpoint),
                settings.region(),
                true,
                settings.certificateAuthority(),
                settings.connectTimeout(),
                settings.requestTimeout(),
                settings.attempts(),
                settings.parallelRequests());
    }

    /** A prefix that nothing lies below yet. */
    public S3Prefix fresh() {
        return new S3Prefix(BUCKET, prefix + prefixes.incrementAndGet());
    }

    /**
     * Where the objects below a prefix are on disk.
     *
     * @throws TestAbortedException when the server is another one: then the test has to be skipped
     */
    public Path files(S3Prefix prefix) {
        Path directory = own.map(Own::directory)
                .orElseThrow(() -> new TestAbortedException("the disk of " + endpoint + " cannot be looked at"));
        return directory.resolve("buckets").resolve(prefix.bucket()).resolve(prefix.prefix());
    }

    @Override
    public void close() {
        own.ifPresent(S3Server::end);
    }

    /** Unless it is there already. */
    private void makeBucket() {
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            if (client.listBuckets().buckets().stream()
                    .noneMatch(bucket -> bucket.name().equals(BUCKET))) {
                client.createBucket(request -> request.bucket(BUCKET));
            }
        }
    }

    private static void end(Own own) {
        own.process().destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(own.directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Between looking for a free port and taking it somebody else may take it; then the process ends. */
    private static Optional<S3Server> tryToStart(boolean last) throws IOException {
        Path directory = Files.createTempDirectory("headgate-s3-");
        int port = freePort();
        int inner = freePort();
        Files.createDirectories(directory.resolve("buckets").resolve(BUCKET));
        Files.createDirectories(directory.resolve("tmp"));
        Path properties = directory.resolve("s3proxy.properties");
        Files.write(
                properties,
                List.of(
                        "s3proxy.endpoint=http://127.0.0.1:" + inner,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + ACCESS_KEY,
                        "s3proxy.credential=" + SECRET_KEY,
                        // The token of a session is one, and is signed nonetheless.
                        "s3proxy.ignore-unknown-headers=true",
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.identity=unused",
                        "jclouds.credential=unused",
                        "jclouds.filesystem.basedir=" + directory.resolve("buckets")));
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command(directory, port, inner, properties))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        S3Server server = new S3Server(
                URI.create("http://127.0.0.1:" + port), Optional.of(new Own(directory, process)), "tests/graph-");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !process.isAlive() || accepts(port));
        if (process.isAlive()) {
            return Optional.of(server);
        }
        String output = Files.readString(log);
        server.close();
        if (last) {
            throw new IllegalStateException("the S3 server did not start: " + output);
        }
        return Optional.empty();
    }

    private static List<String> command(Path directory, int port, int inner, Path properties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(S3Gateway.FLAGS);
        command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
        command.add("-cp");
        command.add(own() + File.pathSeparator + serverClassPath());
        command.add(S3ServerMain.class.getName());
        command.addAll(List.of(Integer.toString(port), Integer.toString(inner)));
        command.addAll(List.of("--properties", properties.toString()));
        return command;
    }

    /** Written by the build. */
    private static String serverClassPath() throws IOException {
        try (InputStream content = S3Server.class.getClassLoader().getResourceAsStream("s3-server.classpath")) {
            if (content == null) {
                throw new IllegalStateException("s3-server.classpath is not there; the engine's build writes it");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static String own() {
        try {
            return Path.of(S3ServerMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException(
                        name + " is not set; the build sets it for tests, see environmentVariables in the POM"));
    }
}
