package io.headgate.engine.object;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One listing of the files of a directory tree as keys in order. A directory's names come unordered, so all of them are
 * read, but never more than {@code limit} of them are kept, and subdirectories beyond the limit are not opened. Whatever
 * is named like no key (temporary files, the lock, strangers) is left out.
 */
final class ObjectListing {

    private final Path root;
    private final int limit;
    private final List<ObjectKey> found = new ArrayList<>();

    ObjectListing(Path root, int limit) {
        this.root = root;
        this.limit = limit;
    }

    List<ObjectKey> below(String prefix) throws IOException {
        ObjectKey directory = ObjectKey.ofPrefix(prefix);
        walk(root.resolve(directory.path()), prefix);
        return List.copyOf(found);
    }

    private void walk(Path directory, String prefix) throws IOException {
        for (String name : firstNames(directory)) {
            if (found.size() == limit) {
                return;
            }
            if (name.endsWith("/")) {
                walk(directory.resolve(name), prefix + name);
            } else {
                found.add(new ObjectKey(prefix + name));
            }
        }
    }

    /**
     * The first names, those of directories with the {@code /} that follows them in a key and decides their place. An
     * empty directory uses up a place without giving a key, so directories are kept without a limit.
     */
    private Iterable<String> firstNames(Path directory) throws IOException {
        TreeSet<String> files = new TreeSet<>();
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!ObjectKey.isPart(name)) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    names.add(name + "/");
                } else {
                    files.add(name);
                    if (files.size() > limit) {
                        files.pollLast();
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.addAll(files);
        return names;
    }
}
