package io.headgate.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3TextTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9000, http://localhost:9000",
        "https://store.example/, https://store.example",
        "HTTPS://store.example, https://store.example",
        "http://[::1]:9000, http://[::1]:9000",
    })
    void endpointIsAServer(String text, String url) {
        assertThat(S3Text.endpoint(text)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:9000",
                "s3://bucket",
                "http://",
                "http:///x",
                "http://a b",
                "https://store.example/path",
                "https://store.example?x=y",
                "https://store.example#x",
                "https://my_store.example",
            })
    void anythingElseIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> S3Text.endpoint(text))
                .isInstanceOf(RefusedText.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("http:// or https:// with a host");
    }

    @Test
    void passwordInAnEndpointIsNotRepeated() {
        assertThatThrownBy(() -> S3Text.endpoint("https://me:hunter2@store.example"))
                .isInstanceOf(RefusedText.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void certificatesAreAFileThatIsThere(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "x");

        assertThat(S3Text.certificates("./ca.pem", directory)).isEqualTo(file);
        assertThat(S3Text.certificates(file.toString(), Path.of(""))).isEqualTo(file);
        for (String text : new String[] {"", "absent.pem", ".", "a\0b"}) {
            assertThatThrownBy(() -> S3Text.certificates(text, directory)).isInstanceOf(RefusedText.class);
        }
    }
}
