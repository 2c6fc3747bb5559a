package io.headgate.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskSiteTest {

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

    @AfterEach
    void forget() {
        System.clearProperty(SECRET);
    }

    @Test
    void childOpensTheGraphThatItsParentVerifies() throws JsonProcessingException {
        for (TaskSite site : List.of(
                new TaskSite(new LocalDirectory(Path.of("/data/a graph")), S3Settings.DEFAULT),
                new TaskSite(new S3Prefix("bucket", "a/b"), SETTINGS),
                new TaskSite(new S3Prefix("bucket", ""), S3Settings.DEFAULT))) {
            assertThat(TaskSite.of(site.toText())).isEqualTo(site);
        }
    }

    @Test
    void childHasThePropertiesThatCredentialsMayBeInAndItsCommandLineDoesNot() throws JsonProcessingException {
        System.setProperty(SECRET, "hunter2");
        TaskCodec codec = new TaskCodec();

        ChildProperties properties = codec.properties(codec.line(ChildProperties.ofThisProcess()));

        assertThat(properties.values()).containsEntry(SECRET, "hunter2").doesNotContainKey("java.home");
        assertThat(properties).asString().doesNotContain("hunter2");
        assertThat(new TaskSite(new S3Prefix("bucket", "a"), SETTINGS).toText()).doesNotContain("hunter2");
    }
}
