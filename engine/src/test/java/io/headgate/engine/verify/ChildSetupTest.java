package io.headgate.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildSetupTest {

    private static final String SECRET = "aws.headgateTestSecret";

    private static final S3Settings SETTINGS = new S3Settings(
            Optional.of(URI.create("https://store.example:9000")),
            Optional.of("eu-central-1"),
            true,
            Optional.of(Path.of("/etc/ca.pem")),
            Duration.ofMillis(1500),
            Duration.ofSeconds(7),
            3,
            2);

    private final TaskCodec codec = new TaskCodec();

    @AfterEach
    void forget() {
        System.clearProperty(SECRET);
    }

    @Test
    void childOpensTheGraphThatItsParentVerifies() throws JsonProcessingException {
        for (VerifiedGraph graph : new VerifiedGraph[] {
            new VerifiedGraph(new LocalDirectory(Path.of("/data/a graph")), S3Settings.DEFAULT),
            new VerifiedGraph(new S3Prefix("bucket", "a/b"), SETTINGS),
            new VerifiedGraph(new S3Prefix("bucket", ""), S3Settings.DEFAULT)
        }) {
            ChildSetup setup = codec.setup(codec.line(ChildSetup.of(graph, 17)));

            assertThat(setup.graph()).isEqualTo(graph);
            assertThat(setup.mostProblems()).isEqualTo(17);
        }
    }

    @Test
    void childHasThePropertiesThatCredentialsMayBeIn() throws JsonProcessingException {
        System.setProperty(SECRET, "hunter2");

        ChildSetup setup =
                codec.setup(codec.line(ChildSetup.of(new VerifiedGraph(new S3Prefix("bucket", "a"), SETTINGS), 1)));

        assertThat(setup.properties()).containsEntry(SECRET, "hunter2").doesNotContainKey("java.home");
        assertThat(setup).asString().doesNotContain("hunter2");
    }
}
