package io.headgate.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headgate.deploy.DeployDirectory;
import io.headgate.deploy.sample.SampleConfig;
import io.headgate.engine.GraphLocation;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.WorkerConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComposeFileTest {

    private static final Path FILE = DeployDirectory.path().resolve("compose.yaml");

    private String text;
    private ComposeFile compose;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(FILE);
        compose = ComposeFile.read(text);
    }

    @Test
    void everyImageCanBeReplaced() {
        assertThat(text.lines().filter(line -> line.strip().startsWith("image:")))
                .isNotEmpty()
                .allMatch(line -> Pattern.matches("\\s*image: \\$\\{[A-Z_]+_IMAGE:-\\S+}", line));
    }

    @Test
    void whatIsReferredToIsThere() {
        compose.services().forEach((name, service) -> {
            if (service.dependsOn() != null) {
                service.dependsOn().forEach((other, dependency) -> {
                    assertThat(compose.services()).as(name).containsKey(other);
                    // Who waits for health has to be told of it.
                    assertThat(compose.services().get(other).healthcheck() != null)
                            .as("%s waits for %s", name, other)
                            .isEqualTo(dependency.condition() == ComposeFile.Condition.HEALTHY);
                });
            }
            for (String mount : service.mounts()) {
                String source = mount.split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(FILE.resolveSibling(source)).as(name).isRegularFile();
                } else {
                    assertThat(compose.volumes()).as(name).containsKey(source);
                }
            }
        });
    }

    @Test
    void twoWorkersRunRestrictedAndHaveTimeToLeave() {
        ComposeFile.Service worker = compose.services().get("worker");

        assertThat(worker.deploy()).isEqualTo(new ComposeFile.Deploy(2));
        assertThat(worker.readOnly()).isTrue();
        assertThat(worker.capabilitiesDropped()).containsExactly("ALL");
        // Docker mounts it noexec unless told otherwise, and then no native library can be loaded from it.
        assertThat(worker.tmpfs()).singleElement().asString().startsWith("/tmp:exec,");
        assertThat(worker.memoryLimit()).isEqualTo("2g");
        long grace = Long.parseLong(String.valueOf(worker.stopGracePeriod()).replace("s", ""));
        assertThat(grace).isGreaterThan(config().shutdownTimeout().toSeconds());
    }

    @Test
    void theTablesAreMaintainedAsRestrictedAsTheWorkersWork() {
        ComposeFile.Service worker = compose.services().get("worker");
        ComposeFile.Service maintain = compose.services().get("maintain");

        assertThat(maintain.command()).containsExactly("maintain", "--config", "/etc/headgate/worker.yaml");
        assertThat(maintain.mounts()).isEqualTo(worker.mounts());
        assertThat(maintain.readOnly()).isTrue();
        assertThat(maintain.tmpfs()).isEqualTo(worker.tmpfs());
        assertThat(maintain.stopGracePeriod()).isEqualTo(worker.stopGracePeriod());
        assertThat(config().maintenance().events()).isTrue();
        assertThat(config().maintenance().prefix()).contains("social");
    }

    @Test
    void theWorkerTakesTheConfigurationThatItIsGiven() {
        WorkerConfig config = config();

        assertThat(config.graph()).isEqualTo(new GraphLocation.S3Prefix("headgate", "social"));
        assertThat(config.s3().endpoint()).contains(URI.create("http://minio:9000"));
        assertThat(config.kafka()).containsEntry("bootstrap.servers", "kafka:9092");
        assertThat(config.sources()).extracting(source -> source.topic()).containsExactly("people", "follows");
        assertThat(config.schema())
                .hasValueSatisfying(schema -> assertThat(schema).isRegularFile());
        assertThat(compose.services().get("topics").command().get(0)).contains("for topic in people follows;");
    }

    @Test
    void workersHaveTheCredentialsOfTheStoreAndItsBucket() {
        Map<String, String> worker = compose.services().get("worker").variables();
        Map<String, String> store = compose.services().get("minio").variables();

        assertThat(worker.get("AWS_ACCESS_KEY_ID")).isEqualTo(store.get("MINIO_ROOT_USER"));
        // It refuses shorter ones.
        assertThat(worker.get("AWS_SECRET_ACCESS_KEY"))
                .isEqualTo(store.get("MINIO_ROOT_PASSWORD"))
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(compose.services().get("bucket").command()).contains("store/headgate");
        assertThat(compose.services().get("bucket").variables())
                .containsEntry(
                        "MC_HOST_store",
                        "http://" + store.get("MINIO_ROOT_USER") + ":" + store.get("MINIO_ROOT_PASSWORD")
                                + "@minio:9000");
    }

    @Test
    void theBrokerTakesTheSettingsThatItIsGiven() {
        Map<String, String> settings = new HashMap<>();
        compose.services().get("kafka").variables().forEach((name, value) -> {
            assertThat(name).startsWith("KAFKA_");
            // As the image turns variables into settings.
            settings.put(
                    name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
        });

        KafkaConfig broker = KafkaConfig.fromProps(asProperties(settings), false);

        assertThat(broker.brokerId()).isEqualTo(1);
        assertThat(broker.effectiveAdvertisedBrokerListeners().head().port()).isEqualTo(9092);
        assertThat(KafkaConfig.configNames().contains("log.dirs")).isTrue();
        settings.keySet()
                .forEach(name -> assertThat(KafkaConfig.configNames().contains(name))
                        .as(name)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: { a: { image: x, volume: [] } }",
                "services: { a: { image: x }, a: { image: y } }",
                "services: { a: { image: x, depends_on: { b: { condition: service_well } } } }",
                "services: { a: { image: $IMAGE } }",
                "service: {}",
            })
    void whatComposeWouldNotTakeIsFound(String yaml) {
        assertThatThrownBy(() -> ComposeFile.read(yaml)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void composeItselfHasNothingAgainstIt() throws Exception {
        assumeTrue(exitCode("docker", "compose", "version") == 0, "the docker client has no compose");

        assertThat(exitCode("docker", "compose", "-f", FILE.toString(), "config", "--quiet"))
                .isZero();
    }

    private WorkerConfig config() {
        Map<String, String> environment =
                new HashMap<>(compose.services().get("worker").variables());
        // The entry point's doing.
        environment.put("HEADGATE_OFF_HEAP", "640MiB");
        return ConfigLoader.load(SampleConfig.FILE, environment);
    }

    private static Properties asProperties(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static int exitCode(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
