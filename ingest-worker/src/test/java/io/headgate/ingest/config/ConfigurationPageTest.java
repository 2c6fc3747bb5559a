package io.headgate.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPageTest {

    @Test
    void referencePageSaysWhatTheKeysSay() throws IOException {
        GeneratedPage.isUpToDate("configuration.md", ConfigurationPage.text(), getClass());
    }

    @Test
    void exampleOnThePageIsAccepted(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("worker.yaml"), ConfigurationPage.example());

        assertThat(ConfigLoader.load(file, Map.of()).sources()).hasSize(2);
    }
}
