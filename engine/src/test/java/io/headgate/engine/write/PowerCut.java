package io.headgate.engine.write;

import io.headgate.engine.object.DiskForcer;
import io.headgate.engine.object.FileForcer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Knows what a disk would hold after a power cut that keeps nothing but what was forced: of a directory the entries it had
 * when it was forced last, of a file the content it had when it was forced last, and nothing of one that never was. Files
 * are told apart by inode, so that a link or a rename carries forced content along.
 */
final class PowerCut implements FileForcer {

    private final FileForcer disk = new DiskForcer();
    private final Map<Object, byte[]> contents = new HashMap<>();
    private final Map<Path, Map<Path, Entry>> entries = new HashMap<>();

    private record Entry(Object inode, boolean directory) {}

    @Override
    public synchronized void forceFile(Path file) throws IOException {
        disk.forceFile(file);
        contents.put(attributes(file).fileKey(), Files.readAllBytes(file));
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(directory);
        Map<Path, Entry> now = new HashMap<>();
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.toList()) {
                BasicFileAttributes attributes = attributes(child);
                now.put(child.getFileName(), new Entry(attributes.fileKey(), attributes.isDirectory()));
            }
        }
        entries.put(directory.toAbsolutePath().normalize(), now);
    }

    /** Writes what would be left of a directory into another one. */
    synchronized void leave(Path directory, Path remains) {
        try {
            Files.createDirectories(remains);
            Map<Path, Entry> left =
                    entries.getOrDefault(directory.toAbsolutePath().normalize(), Map.of());
            for (Map.Entry<Path, Entry> entry : List.copyOf(left.entrySet())) {
                Path target = remains.resolve(entry.getKey());
                if (entry.getValue().directory()) {
                    leave(directory.resolve(entry.getKey()), target);
                } else {
                    Files.write(target, contents.getOrDefault(entry.getValue().inode(), new byte[0]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }
}
