package io.headgate.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories: their size, a copy, their end. */
public final class Directories {

    /** Larger files are data, which nobody changes: a link does. */
    private static final long COPIED_BYTES = 64 << 10;

    private Directories() {}

    static long bytes(Path directory) {
        long bytes = 0;
        for (Path file : everythingIn(directory)) {
            if (Files.isRegularFile(file)) {
                bytes += size(file);
            }
        }
        return bytes;
    }

    /** Makes a directory with the same files, at hardly any cost. */
    static void copy(Path from, Path to) {
        try {
            for (Path source : everythingIn(from)) {
                Path target = to.resolve(from.relativize(source));
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else if (Files.size(source) <= COPIED_BYTES) {
                    Files.copy(source, target);
                } else {
                    Files.createLink(target, source);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from + " to " + to, e);
        }
    }

    /** Removes it with all that is in it; nothing happens when it is not there. */
    public static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        everythingIn(directory).stream().sorted(Comparator.reverseOrder()).forEach(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + path, e);
            }
        });
    }

    private static List<Path> everythingIn(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + directory, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }
}
