package io.headgate.engine.object.s3;

import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom Lance's own client for S3 trusts: the certificates of the file that the environment names when the process starts, else
 * those of the system. There is no setting for it, and a process cannot change its environment. So it can only be looked at.
 */
final class LanceCertificates {

    static final String FILE = "SSL_CERT_FILE";

    /** Its contents have names that are hashes, so they are not looked at. */
    private static final String DIRECTORY = "SSL_CERT_DIR";

    /** Where distributions of Linux keep them. */
    private static final List<Path> SYSTEM = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private final Map<String, String> environment;
    private final List<Path> system;

    LanceCertificates(Map<String, String> environment) {
        this(environment, SYSTEM);
    }

    LanceCertificates(Map<String, String> environment, List<Path> system) {
        this.environment = environment;
        this.system = system;
    }

    /**
     * Checks that Lance trusts what our client is told to trust: else every table would fail, late and without a reason.
     *
     * @throws BadConfiguration when it does not, saying what to set
     */
    void requireTrustIn(Path authority) {
        String named = environment.getOrDefault(FILE, "");
        if (named.isEmpty() && !environment.getOrDefault(DIRECTORY, "").isEmpty()) {
            return;
        }
        List<Path> trusted = named.isEmpty() ? system : List.of(Path.of(named));
        Set<Certificate> wanted = new CertificateFile(authority).certificates();
        if (trusted.stream().noneMatch(file -> contains(file, wanted))) {
            throw new BadConfiguration(
                    "s3.ca",
                    "The certificates to trust for S3 are in " + authority + ", but Lance, which reads and writes the"
                            + " tables, knows only those of the environment variable " + FILE + ", which "
                            + (named.isEmpty() ? "is not set" : "is '" + named + "' and lacks them")
                            + ". Start with " + FILE + "=" + authority + " in the environment.");
        }
    }

    private static boolean contains(Path file, Set<Certificate> wanted) {
        try {
            return Files.isReadable(file) && CertificateFile.read(file).containsAll(wanted);
        } catch (IOException | CertificateException e) {
            return false;
        }
    }
}
