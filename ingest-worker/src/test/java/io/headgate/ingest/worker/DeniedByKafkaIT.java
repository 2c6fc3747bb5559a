package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.s3.PrivateCertificates;
import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.ingest.broker.LoopbackPorts;
import io.headgate.recovery.error.BadConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers whose credentials or certificates a real broker does not accept: waiting would not help them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeniedByKafkaIT {

    private static final Duration LONGER_THAN_THE_TEST = Duration.ofHours(1);
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required ";
    private static final String PASSWORD = "a-password-that-nobody-may-see";

    @TempDir
    static Path root;

    private static EmbeddedKafka broker;
    private static PrivateCertificates certificates;
    private static String sasl = "";
    private static String tls = "";

    private final Scenario scenario;

    DeniedByKafkaIT(@TempDir Path directory) {
        this.scenario = new Scenario(TestBroker.of(broker), directory).startup(LONGER_THAN_THE_TEST);
    }

    @BeforeAll
    static void startBroker() throws Exception {
        certificates = PrivateCertificates.in(root.resolve("certificates"));
        int[] ports = LoopbackPorts.free(2);
        sasl = LoopbackPorts.HOST + ":" + ports[0];
        tls = LoopbackPorts.HOST + ":" + ports[1];
        broker = EmbeddedKafka.start(root.resolve("broker"), DeniedByKafkaIT::listenToUsers);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static void listenToUsers(Properties properties) {
        properties.merge("listeners", ",USERS://" + sasl + ",TLS://" + tls, DeniedByKafkaIT::joined);
        properties.merge("advertised.listeners", ",USERS://" + sasl + ",TLS://" + tls, DeniedByKafkaIT::joined);
        properties.merge("listener.security.protocol.map", ",USERS:SASL_PLAINTEXT,TLS:SSL", DeniedByKafkaIT::joined);
        properties.put("listener.name.users.sasl.enabled.mechanisms", "PLAIN");
        properties.put("listener.name.users.plain.sasl.jaas.config", PLAIN + "user_anna=\"" + PASSWORD + "\";");
        properties.put(
                "listener.name.tls.ssl.keystore.location",
                certificates.serverKeys().toString());
        properties.put("listener.name.tls.ssl.keystore.password", PrivateCertificates.PASSWORD);
        properties.put("listener.name.tls.ssl.keystore.type", "PKCS12");
        properties.put("listener.name.tls.ssl.key.password", PrivateCertificates.PASSWORD);
    }

    private static Object joined(Object some, Object more) {
        return some.toString() + more;
    }

    @BeforeEach
    void produce() {
        scenario.topics(1);
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            producer.send(Scenario.person(scenario.people, "ada", "Ada"));
        }
    }

    @Test
    void whoIsKnownIsLetIn() {
        scenario.kafka(users("PLAIN", PLAIN + "username=\"anna\" password=\"" + PASSWORD + "\";"));
        assertThat(scenario.runUntilCaughtUp().exitCode()).isZero();
        assertThat(scenario.people()).containsOnlyKeys("ada");

        scenario.kafka(tls(certificates.authority()));
        assertThat(scenario.runUntilCaughtUp().exitCode()).isZero();
    }

    @Test
    void aWrongPasswordIsToldAtOnceWithTheSettingAndWithoutThePassword() {
        String wrong = "a-wrong-one-that-nobody-may-see-either";

        BadConfiguration refused = refused(users("PLAIN", PLAIN + "username=\"anna\" password=\"" + wrong + "\";"));

        assertThat(refused.key()).isEqualTo("kafka.sasl.jaas.config");
        assertThat(refused)
                .hasMessageContainingAll("kafka.sasl.jaas.config", sasl)
                .message()
                .doesNotContain(wrong, PASSWORD);
    }

    @Test
    void aMechanismThatTheBrokerDoesNotHaveIsToldAtOnce() {
        BadConfiguration refused =
                refused(users("SCRAM-SHA-512", SCRAM + "username=\"anna\" password=\"" + PASSWORD + "\";"));

        assertThat(refused.key()).isEqualTo("kafka.sasl.mechanism");
    }

    @Test
    void aCertificateThatIsNotTrustedIsToldAtOnce() throws Exception {
        Path another = PrivateCertificates.in(root.resolve("another")).authority();

        assertThat(refused(tls(another)).key()).isEqualTo("kafka.ssl.truststore.location");
    }

    private BadConfiguration refused(Map<String, String> kafka) {
        ExitReport report = scenario.kafka(kafka).runUntilCaughtUp();

        assertThat(report.exitCode()).isEqualTo(2);
        return (BadConfiguration) report.failure().orElseThrow();
    }

    private static Map<String, String> users(String mechanism, String jaas) {
        return Map.of(
                "bootstrap.servers",
                sasl,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                jaas);
    }

    private static Map<String, String> tls(Path authority) {
        return Map.of(
                "bootstrap.servers",
                tls,
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.toString());
    }
}
