package io.headgate.ingest.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory for temporary files that the launcher made for this process alone. Native libraries are unpacked there, so
 * it is large; whoever ends in good order takes it away, and the launcher takes away those of the dead.
 */
final class PrivateTemporaryDirectory {

    private static final String PROPERTY = "headgate.tmpdir";

    private PrivateTemporaryDirectory() {}

    /** The directory, when a launcher made one. */
    static Optional<Path> ofThisProcess() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    /** Removes it with all that is in it. What cannot be removed is left to the launcher's next run. */
    static void remove(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Nothing hangs on it, and the process is about to end.
        }
    }
}
