package io.headgate.deploy;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files under test are. */
public final class DeployDirectory {

    private DeployDirectory() {}

    /** The directory {@code deploy} of the checkout. */
    public static Path path() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve(".mvn"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException(
                        "not inside the project: " + Path.of("").toAbsolutePath());
            }
        }
        return directory.resolve("deploy");
    }
}
