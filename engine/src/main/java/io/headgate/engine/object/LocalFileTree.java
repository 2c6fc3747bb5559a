package io.headgate.engine.object;

import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Files of the local disk. */
public final class LocalFileTree implements FileTree {

    private final Path root;

    public LocalFileTree(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public OptionalLong size(String file) {
        Path found = root.resolve(file);
        try {
            return OptionalLong.of(Files.size(found));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new StorageUnavailable(
                    "look at " + file,
                    "File " + found + " cannot be looked at: " + e + ". Check the disk and the permissions.",
                    e);
        }
    }

    @Override
    public void each(String directory, Visitor visitor) {
        Path listed = root.resolve(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(listed)) {
            for (Path file : files) {
                try {
                    visitor.visit(file.getFileName().toString(), Files.size(file));
                } catch (NoSuchFileException goneMeanwhile) {
                    // As if it had been removed before.
                }
            }
        } catch (NoSuchFileException e) {
            // No directory, no files.
        } catch (IOException | DirectoryIteratorException e) {
            throw new StorageUnavailable(
                    "list " + directory,
                    "The files in " + listed + " cannot be listed: " + e + ". Check the disk and the permissions.",
                    e);
        }
    }
}
