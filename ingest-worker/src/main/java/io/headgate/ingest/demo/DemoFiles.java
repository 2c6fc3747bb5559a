package io.headgate.ingest.demo;

import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo puts its files. Closing it removes what is not to be kept: everything, or all but the graph and what
 * describes it.
 *
 * @param root absolute
 * @param kept whether the graph stays
 */
record DemoFiles(Path root, boolean kept) implements AutoCloseable {

    /**
     * Makes the directory.
     *
     * @param keep the directory that is asked for; a temporary one if empty
     * @throws BadConfiguration when there is something in it already
     */
    static DemoFiles create(Optional<Path> keep) {
        try {
            if (keep.isEmpty()) {
                return new DemoFiles(Files.createTempDirectory("headgate-demo-").toRealPath(), false);
            }
            Path root = Files.createDirectories(keep.get()).toRealPath();
            try (Stream<Path> content = Files.list(root)) {
                if (content.findAny().isPresent()) {
                    throw new BadConfiguration(
                            "--keep", "The directory " + root + " is not empty. Give a new or an empty one");
                }
            }
            return new DemoFiles(root, true);
        } catch (IOException e) {
            throw new BadConfiguration("--keep", "The demo's directory cannot be made: " + e, e);
        }
    }

    Path graph() {
        return root.resolve("graph");
    }

    Path schema() {
        return root.resolve("schema.pg");
    }

    Path workerConfig() {
        return root.resolve("worker.yaml");
    }

    /** What workers in child processes print. */
    Path workerLog() {
        return root.resolve("worker.log");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /** For temporary files of the n-th child process. */
    Path temporary(int n) {
        return root.resolve("tmp-" + n);
    }

    @Override
    public void close() {
        remove(kept ? kafka() : root);
    }

    /** Removes a directory with all that is in it, also while a process that was killed is still letting go of it. */
    static void remove(Path directory) {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.walkFileTree(directory, new Removal());
                return;
            } catch (NoSuchFileException gone) {
                return;
            } catch (DirectoryNotEmptyException filledMeanwhile) {
                if (attempt == 3) {
                    throw new UncheckedIOException("cannot remove " + directory, filledMeanwhile);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + directory, e);
            }
        }
    }

    /** The last lines of the children's output, to explain why one of them ended. */
    List<String> lastLinesOfWorkerLog(int most) {
        try {
            List<String> lines = Files.readAllLines(workerLog());
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
