package io.headgate.ingest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream file = Objects.requireNonNull(VersionText.class.getResourceAsStream("version.properties"))) {
            build.load(file);
        }
        return new String[] {
            "headgate " + build.getProperty("version"),
            "java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
