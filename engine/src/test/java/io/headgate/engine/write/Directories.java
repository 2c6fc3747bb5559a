package io.headgate.engine.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole directories as one thing. */
final class Directories {

    private Directories() {}

    static Path made(Path directory) throws IOException {
        return Files.createDirectories(directory);
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path path : below(from)) {
            // An S3 server keeps what it knows of an object in the attributes of a file.
            Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Every file below it by its relative path, with what changes when it is written: size and time. */
    static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path path : below(directory)) {
            if (Files.isRegularFile(path)) {
                files.put(
                        directory.relativize(path).toString(),
                        Files.size(path) + " bytes of " + Files.getLastModifiedTime(path));
            }
        }
        return files;
    }

    static void delete(Path directory) throws IOException {
        for (Path path :
                below(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.toList();
        }
    }
}
