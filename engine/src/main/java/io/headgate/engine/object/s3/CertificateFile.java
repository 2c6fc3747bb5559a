package io.headgate.engine.object.s3;

import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A PEM file of certificates that are trusted instead of the JVM's. */
final class CertificateFile {

    private final Path file;

    CertificateFile(Path file) {
        this.file = file;
    }

    /** @throws BadConfiguration when there is none in it, or it cannot be read */
    TrustManager[] trustManagers() {
        Set<Certificate> certificates = certificates();
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : certificates) {
                trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /** @throws BadConfiguration when there is none in it, or it cannot be read */
    Set<Certificate> certificates() {
        try {
            Set<Certificate> found = read(file);
            if (found.isEmpty()) {
                throw new CertificateException("there is no certificate in it");
            }
            return found;
        } catch (IOException | CertificateException e) {
            throw unusable(e);
        }
    }

    /** Those of any PEM file. */
    static Set<Certificate> read(Path file) throws IOException, CertificateException {
        try (InputStream content = Files.newInputStream(file)) {
            return new LinkedHashSet<>(CertificateFactory.getInstance("X.509").generateCertificates(content));
        }
    }

    private BadConfiguration unusable(Exception reason) {
        return new BadConfiguration(
                "s3.ca",
                "The certificates to trust for S3 in " + file + " cannot be used: " + reason
                        + ". It must be a PEM file with at least one certificate.",
                reason);
    }
}
