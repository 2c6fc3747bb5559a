package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.s3.PrivateCertificates;
import io.headgate.engine.s3.RequestTimeline;
import io.headgate.engine.s3.S3Gateway;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.ingest.config.ConfigWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What our client and that of Lance have to know alike: an authority that only its file makes trusted, and credentials that are
 * good for a session. In processes of their own, because Lance learns of them from the environment.
 */
@ExtendWith(SharedBroker.class)
class S3AccessIT {

    private static final String TOKEN = "a-session-that-nobody-may-see";

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final S3Prefix graph = S3.server().fresh();
    private final RequestTimeline requests = new RequestTimeline();
    private final Path directory;
    private final Scenario scenario;
    private final PrivateCertificates certificates;
    private final S3Gateway secure;

    S3AccessIT(TestBroker broker, @TempDir Path directory) throws Exception {
        this.directory = directory;
        this.scenario = new Scenario(broker, directory);
        this.certificates = PrivateCertificates.in(directory.resolve("certificates"));
        this.secure = S3Gateway.secure(S3.server().endpoint(), requests, certificates.server());
    }

    @BeforeEach
    void produce() {
        scenario.topics(1);
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            producer.send(Scenario.person(scenario.people, "ada", "Ada"));
            producer.send(Scenario.follow(scenario.follows, "ada", "ada", 1));
        }
    }

    @AfterEach
    void close() {
        secure.close();
    }

    @Test
    void bothClientsTrustAnAuthorityOfOnesOwn() throws Exception {
        Map<String, String> environment =
                Map.of("SSL_CERT_FILE", certificates.authority().toString());

        assertThat(work(secure(certificates.authority()), environment)).startsWith("0\n");

        assertThat(agents()).contains("aws-sdk-java", "object_store");
        assertThat(verb(
                        environment,
                        "verify",
                        "--deep",
                        "--s3-ca",
                        certificates.authority().toString()))
                .startsWith("0\n")
                .contains("everything holds");
        assertWhole();
    }

    @Test
    void anAuthorityThatLanceWouldNotTrustIsRefusedBeforeAnythingIsWritten() throws Exception {
        String refused = "SSL_CERT_FILE=" + certificates.authority();

        assertThat(work(secure(certificates.authority()), Map.of()))
                .startsWith("2\n")
                .contains(refused);
        assertThat(verb(Map.of(), "status", "--s3-ca", certificates.authority().toString()))
                .startsWith("2\n")
                .contains(refused);
        assertThat(requests.calls()).isEmpty();
    }

    @Test
    void aServerThatTheAuthorityDoesNotVouchForIsNotTalkedTo() throws Exception {
        Path another = PrivateCertificates.in(directory.resolve("another")).authority();

        assertThat(verb(Map.of("SSL_CERT_FILE", another.toString()), "status", "--s3-ca", another.toString()))
                .startsWith("4\n")
                .contains("certificate is not trusted", "s3.ca");
        assertThat(requests.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTokenGoesWithEveryRequestOfBothClientsAndNowhereElse(boolean ofAProfile) throws Exception {
        try (S3Gateway gateway = S3Gateway.before(S3.server().endpoint(), requests)) {
            S3Settings settings = S3Server.settingsFor(gateway.endpoint());
            Map<String, String> environment =
                    new HashMap<>(ofAProfile ? profile() : Map.of("AWS_SESSION_TOKEN", TOKEN));
            environment.put("HEADGATE_LOG", "DEBUG");

            String log = work(settings, environment);

            assertThat(log).startsWith("0\n").doesNotContain(TOKEN, System.getenv("AWS_SECRET_ACCESS_KEY"));
        }
        assertThat(agents()).contains("aws-sdk-java", "object_store");
        assertThat(requests.calls())
                .allSatisfy(call -> assertThat(call.header("x-amz-security-token"))
                        .as(call.toString())
                        .contains(TOKEN));
        try (Stream<Path> all = Files.walk(S3.server().files(graph))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(TOKEN));
        }
        assertWhole();
    }

    /** For a process that finds its credentials in a file only, which Lance does not look into. */
    private Map<String, String> profile() throws IOException {
        Path file = Files.write(
                directory.resolve("credentials"),
                List.of(
                        "[default]",
                        "aws_access_key_id = " + System.getenv("AWS_ACCESS_KEY_ID"),
                        "aws_secret_access_key = " + System.getenv("AWS_SECRET_ACCESS_KEY"),
                        "aws_session_token = " + TOKEN));
        return Map.of(
                "AWS_SHARED_CREDENTIALS_FILE", file.toString(), "AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "");
    }

    /** The exit code, and what was said. */
    private String work(S3Settings settings, Map<String, String> environment) throws IOException {
        Path config = Files.writeString(
                directory.resolve("worker.yaml"),
                ConfigWriter.write(scenario.graph(graph, settings).config()));
        try (ChildWorker child = ChildWorker.start(config, true, environment)) {
            return child.awaitExit() + "\n" + child.log();
        }
    }

    private String verb(Map<String, String> environment, String... verb) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HEADGATE_S3_ENDPOINT", secure.endpoint().toString());
        all.put("HEADGATE_S3_PATH_STYLE", "true");
        List<String> arguments = Stream.concat(Stream.of(verb), Stream.of("--graph", graph.toString()))
                .toList();
        try (ChildWorker child = ChildWorker.start(arguments, all)) {
            return child.awaitExit() + "\n" + child.log();
        }
    }

    private S3Settings secure(Path authority) {
        S3Settings settings = S3Server.settingsFor(secure.endpoint());
        return new S3Settings(
                settings.endpoint(),
                settings.region(),
                settings.pathStyle(),
                Optional.of(authority),
                settings.connectTimeout(),
                settings.requestTimeout(),
                settings.attempts(),
                settings.parallelRequests());
    }

    /** Past the gateways. */
    private void assertWhole() {
        scenario.graph(graph, S3.server().settings());
        assertThat(ExactGraph.require(scenario)).isNotEmpty();
    }

    private List<String> agents() {
        return requests.calls().stream()
                .map(call -> call.header("user-agent").orElse("").split("/")[0])
                .distinct()
                .toList();
    }
}
