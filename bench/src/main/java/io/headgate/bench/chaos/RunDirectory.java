package io.headgate.bench.chaos;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where everything of one run is. */
record RunDirectory(Path root) {

    Path graph() {
        return root.resolve("graph");
    }

    Path schema() {
        return root.resolve("chaos.pg");
    }

    /** Of a worker or a node. */
    Path home(String name) {
        return root.resolve(name);
    }

    Path log(String name) {
        return root.resolve(name + ".log");
    }

    /** For the native library that the workers share. */
    Path shared() {
        return root.resolve("shared");
    }

    /** Removes a directory with all that is in it, also while somebody who is dying still makes files there. */
    static void remove(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // What is left is in the run's directory, which is removed once more at the end.
        }
    }
}
