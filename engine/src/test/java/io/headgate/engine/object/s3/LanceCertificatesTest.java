package io.headgate.engine.object.s3;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.s3.PrivateCertificates;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LanceCertificatesTest {

    @TempDir
    static Path directory;

    private static Path ours = Path.of("");
    private static Path another = Path.of("");
    private static Path both = Path.of("");

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = PrivateCertificates.in(directory.resolve("ours")).authority();
        another = PrivateCertificates.in(directory.resolve("another")).authority();
        both = Files.writeString(
                directory.resolve("both.pem"), "# two\n" + Files.readString(another) + Files.readString(ours));
    }

    @Test
    void whatTheEnvironmentNamesIsEnoughWhenItContainsThem() {
        assertThatCode(() -> named(ours).requireTrustIn(ours)).doesNotThrowAnyException();
        assertThatCode(() -> named(both).requireTrustIn(ours)).doesNotThrowAnyException();
    }

    @Test
    void whatLacksThemIsRefusedWithWhatToSet() {
        assertThatThrownBy(() -> named(another).requireTrustIn(ours))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("SSL_CERT_FILE=" + ours)
                .hasMessageContaining(another.toString());
        assertThatThrownBy(() -> named(ours).requireTrustIn(both)).isInstanceOf(BadConfiguration.class);
        assertThatThrownBy(() -> named(directory.resolve("nothing")).requireTrustIn(ours))
                .isInstanceOf(BadConfiguration.class);
    }

    @Test
    void withoutANameThoseOfTheSystemCount() {
        List<Path> system = List.of(directory.resolve("nothing"), both);

        assertThatCode(() -> new LanceCertificates(Map.of(), system).requireTrustIn(ours))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new LanceCertificates(Map.of(), List.of(another)).requireTrustIn(ours))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("is not set")
                .hasMessageContaining("SSL_CERT_FILE=" + ours);
        assertThatThrownBy(() ->
                        new LanceCertificates(Map.of("SSL_CERT_FILE", another.toString()), system).requireTrustIn(ours))
                .as("they do not count when another file is named")
                .isInstanceOf(BadConfiguration.class);
    }

    @Test
    void aDirectoryThatIsNamedIsNotDoubted() {
        assertThatCode(() ->
                        new LanceCertificates(Map.of("SSL_CERT_DIR", "/somewhere"), List.of()).requireTrustIn(ours))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing\n");

        assertThatThrownBy(() -> named(ours).requireTrustIn(empty))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining(empty.toString());
    }

    private static LanceCertificates named(Path file) {
        return new LanceCertificates(Map.of("SSL_CERT_FILE", file.toString()), List.of());
    }
}
