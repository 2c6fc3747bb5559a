package io.headgate.engine.object;

import io.headgate.recovery.error.StorageUnavailable;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
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
            throw unlistable(directory, listed, e);
        }
    }

    @Override
    public void eachBelow(String directory, Visitor visitor) {
        Path listed = root.resolve(directory);
        try {
            Files.walkFileTree(listed, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    try {
                        visitor.visit(
                                listed.relativize(file).toString().replace(File.separatorChar, '/'), attributes.size());
                    } catch (NoSuchFileException goneMeanwhile) {
                        // As if it had been removed before.
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw unlistable(directory, listed, e);
        }
    }

    @Override
    public void remove(List<String> files) {
        for (String file : files) {
            Path removed = root.resolve(file);
            try {
                Files.deleteIfExists(removed);
            } catch (IOException e) {
                throw new StorageUnavailable(
                        "remove " + file,
                        "File " + removed + " cannot be removed: " + e + ". Check the disk and the permissions.",
                        e);
            }
        }
    }

    private static StorageUnavailable unlistable(String directory, Path listed, Exception e) {
        return new StorageUnavailable(
                "list " + directory,
                "The files in " + listed + " cannot be listed: " + e + ". Check the disk and the permissions.",
                e);
    }
}
