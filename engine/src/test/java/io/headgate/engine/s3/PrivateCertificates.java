package io.headgate.engine.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that nobody knows, and a server's certificate of its making, for the loopback address. */
public final class PrivateCertificates {

    public static final String PASSWORD = "for-tests-only";
    private static final List<String> KEY = List.of(
            "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA", "-validity", "2");

    private final Path directory;

    private PrivateCertificates(Path directory) {
        this.directory = directory;
    }

    /** Makes them with the JDK's keytool. */
    public static PrivateCertificates in(Path directory) throws IOException, InterruptedException {
        PrivateCertificates made = new PrivateCertificates(Files.createDirectories(directory));
        made.keytool("ca.p12", KEY, List.of("-alias", "ca", "-dname", "CN=nobody knows it", "-ext", "bc:c"));
        made.keytool("ca.p12", List.of("-exportcert", "-rfc", "-alias", "ca", "-file", "ca.pem"));
        made.keytool("server.p12", KEY, List.of("-alias", "server", "-dname", "CN=a server of S3"));
        made.keytool("server.p12", List.of("-certreq", "-alias", "server", "-file", "request"));
        made.keytool(
                "ca.p12",
                List.of("-gencert", "-alias", "ca", "-infile", "request", "-outfile", "server.pem", "-rfc"),
                List.of("-validity", "2", "-ext", "san=ip:127.0.0.1,dns:localhost"));
        made.keytool("server.p12", List.of("-importcert", "-noprompt", "-alias", "ca", "-file", "ca.pem"));
        made.keytool("server.p12", List.of("-importcert", "-noprompt", "-alias", "server", "-file", "server.pem"));
        return made;
    }

    /** The authority's certificate, as PEM. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /** The server's key and certificate, as PKCS12 with {@link #PASSWORD}. */
    public Path serverKeys() {
        return directory.resolve("server.p12");
    }

    /** For a server that has the certificate. */
    public SSLContext server() throws IOException, GeneralSecurityException {
        try (InputStream content = Files.newInputStream(serverKeys())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(content, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        }
    }

    @SafeVarargs
    private void keytool(String store, List<String>... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (List<String> some : arguments) {
            command.addAll(some);
        }
        command.addAll(List.of("-keystore", store, "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path output = directory.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command + ": " + Files.readString(output));
        }
    }
}
