package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class S3OptionsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HEADGATE_S3_ENDPOINT", "http://environment:9000",
            "HEADGATE_S3_REGION", "of-environment",
            "HEADGATE_S3_PATH_STYLE", "true");

    @TempDir
    Path directory;

    @Test
    void withoutAnythingS3IsAws() {
        GraphTarget target = target(Map.of(), "--graph", "s3://bucket/prefix");

        assertThat(target).isEqualTo(new GraphTarget(new S3Prefix("bucket", "prefix"), S3Settings.DEFAULT));
    }

    @Test
    void optionsSayHowS3IsReached() throws IOException {
        Path ca = Files.writeString(directory.resolve("ca.pem"), "certificates");

        S3Settings s3 = target(
                        Map.of(),
                        "--graph=s3://bucket/prefix",
                        "--s3-endpoint=http://localhost:9000",
                        "--s3-region=eu-central-1",
                        "--s3-path-style",
                        "--s3-ca=" + ca)
                .s3();

        assertThat(s3.endpoint()).contains(URI.create("http://localhost:9000"));
        assertThat(s3.region()).contains("eu-central-1");
        assertThat(s3.pathStyle()).isTrue();
        assertThat(s3.certificateAuthority()).contains(ca);
        assertThat(s3.requestTimeout()).isEqualTo(S3Settings.DEFAULT.requestTimeout());
    }

    @Test
    void environmentSaysWhatOptionsDoNot() throws IOException {
        Path ca = Files.writeString(directory.resolve("ca.pem"), "certificates");

        S3Settings fromEnvironment =
                target(ENVIRONMENT, "--graph=s3://bucket/prefix").s3();
        S3Settings mixed = target(
                        ENVIRONMENT, "--graph=s3://bucket/prefix", "--s3-region=of-option", "--no-s3-path-style")
                .s3();

        assertThat(fromEnvironment.endpoint()).contains(URI.create("http://environment:9000"));
        assertThat(fromEnvironment.region()).contains("of-environment");
        assertThat(fromEnvironment.pathStyle()).isTrue();
        assertThat(mixed.endpoint()).contains(URI.create("http://environment:9000"));
        assertThat(mixed.region()).contains("of-option");
        assertThat(mixed.pathStyle()).isFalse();
        assertThat(target(Map.of("HEADGATE_S3_CA", ca.toString()), "--graph=s3://bucket/prefix")
                        .s3()
                        .certificateAuthority())
                .contains(ca);
    }

    @Test
    void configurationOfTheWorkersSaysItInsteadOfTheEnvironment() throws IOException {
        Path file = Files.writeString(directory.resolve("worker.yaml"), """
                graph: s3://bucket/prefix
                s3: { endpoint: "http://file:9000", attempts: 9 }
                kafka: { bootstrap.servers: localhost, group.id: g }
                sources: [ { topic: t, into: node:T } ]
                """);
        WorkerConfig workers = ConfigLoader.load(file, Map.of());

        S3Settings s3 = target(Optional.of(workers), ENVIRONMENT, "--graph=s3://bucket/prefix", "--s3-region=of-option")
                .s3();

        assertThat(s3.endpoint()).contains(URI.create("http://file:9000"));
        assertThat(s3.region()).contains("of-option");
        assertThat(s3.pathStyle()).isFalse();
        assertThat(s3.attempts()).isEqualTo(9);
    }

    @Test
    void wrongVariableIsNamedWithWhatIsAllowed() {
        BadConfiguration error = refused(Map.of("HEADGATE_S3_PATH_STYLE", "yes"), "--graph=s3://bucket/prefix");

        assertThat(error.key()).isEqualTo("HEADGATE_S3_PATH_STYLE");
        assertThat(error).hasMessageContaining("HEADGATE_S3_PATH_STYLE is 'yes', but has to be true or false");
    }

    @Test
    void environmentIsNoErrorForALocalGraphButAnOptionIs() {
        assertThat(target(ENVIRONMENT, "--graph=" + directory))
                .isEqualTo(new GraphTarget(new LocalDirectory(directory), S3Settings.DEFAULT));
        for (String option :
                new String[] {"--s3-endpoint=http://x", "--s3-region=eu", "--no-s3-path-style", "--s3-ca=x"}) {
            assertThat(refused(Map.of(), "--graph=" + directory, option))
                    .hasMessageContaining("is given, but the graph is in a local directory");
        }
    }

    @Test
    void configurationOfAnotherGraphIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("worker.yaml"), """
                graph: s3://bucket/prefix
                kafka: { bootstrap.servers: localhost, group.id: g }
                sources: [ { topic: t, into: node:T } ]
                """);

        Invocation offsets = Invocation.of("offsets", "--graph", "s3://bucket/other", "--config", file.toString());

        assertThat(offsets.exitCode()).isEqualTo(2);
        assertThat(offsets.err()).contains("is for the graph in s3://bucket/prefix", "--graph is s3://bucket/other");
    }

    private static GraphTarget target(Map<String, String> environment, String... arguments) {
        return target(Optional.empty(), environment, arguments);
    }

    private static GraphTarget target(
            Optional<WorkerConfig> workers, Map<String, String> environment, String... arguments) {
        Verb verb = new Verb();
        new CommandLine(verb).parseArgs(arguments);
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return verb.graph.target(workers, new Terminal(nowhere, nowhere, environment));
    }

    private static BadConfiguration refused(Map<String, String> environment, String... arguments) {
        return catchThrowableOfType(BadConfiguration.class, () -> target(environment, arguments));
    }

    @CommandLine.Command(name = "verb")
    private static final class Verb {
        @CommandLine.Mixin
        private GraphOption graph = new GraphOption();
    }
}
