package io.headgate.engine.object;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IdSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files of one directory. Content is written to a temporary file first ({@code .tmp-…} beside the target, which
 * is no object key and so invisible) and appears under its name in one step: by a hard link, which never replaces, or by
 * a rename. A process that dies leaves at most such a temporary file, which nobody reads.
 *
 * <p>Only the order between {@link #replaceIfMatch}, {@link #put} and {@link #delete} needs the {@link StoreLock}: a rename
 * after a check would otherwise undo a put or bring back an object that was deleted in between. {@link #putIfAbsent} needs
 * none, because the link itself is the check, and reads need none, because a name always leads to a whole file.
 *
 * <p>With {@link Durability#POWER_LOSS} the content is forced before it gets its name and the directory before the call
 * returns. That holds for a delete too: an intent that comes back would be recognised as carried out, but a caller may
 * rely on an object being gone, and one forced directory for each delete is cheap. It also holds for a put-if-absent that
 * lost, whose caller goes on from the winner's object.
 *
 * <p>A key cannot be another key's directory: {@code a} and {@code a/b} exclude each other. An interrupted thread gets
 * {@link StorageUnavailable}, with the outcome unknown. Thread-safe.
 */
public final class LocalObjectStore implements ObjectStore {

    static final String LOCK = ".lock";
    private static final String TEMPORARY = ".tmp-";

    private final Path root;
    private final Durability durability;
    private final FileForcer forcer;
    private final IdSource ids;
    private final HardLinker linker;
    private final DurableDirectories directories;
    private final StoreLock lock;

    private LocalObjectStore(Path root, Durability durability, FileForcer forcer, IdSource ids, HardLinker linker) {
        this.root = root.toAbsolutePath().normalize();
        this.durability = durability;
        this.forcer = forcer;
        this.ids = ids;
        this.linker = linker;
        this.directories = new DurableDirectories(this.root, durability, forcer);
        this.lock = new StoreLock(this.root.resolve(LOCK));
    }

    /**
     * Opens the directory, which need not exist: reading finds nothing then, and the first put creates it. Opening and
     * reading change nothing on disk.
     */
    public static LocalObjectStore open(Path root, Durability durability, FileForcer forcer, IdSource ids) {
        return open(root, durability, forcer, ids, Files::createLink);
    }

    static LocalObjectStore open(Path root, Durability durability, FileForcer forcer, IdSource ids, HardLinker linker) {
        return new LocalObjectStore(root, durability, forcer, ids, linker);
    }

    /**
     * Tries whether the file system has hard links that never replace a name; creates the directory if need be. To be
     * called once, before a graph is made here.
     *
     * @throws BadConfiguration when it has not
     */
    @Override
    public void requireConditionalPuts() {
        attempt("probe hard links in", root.toString(), () -> {
            directories.ensure(root);
            Path file = temporaryIn(root);
            Path second = temporaryIn(root);
            try {
                Files.createFile(file);
                requireLink(second, file);
            } finally {
                Files.deleteIfExists(second);
                Files.deleteIfExists(file);
            }
            return true;
        });
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
        return attempt("get", key.path(), () -> read(file(key)));
    }

    @Override
    public void put(ObjectKey key, byte[] content) {
        attempt("put", key.path(), () -> {
            Path target = file(key);
            return publishing(
                    target,
                    content,
                    temporary -> lock.holding(() -> {
                        rename(temporary, target);
                        return true;
                    }));
        });
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content) {
        return attempt("put if absent", key.path(), () -> {
            Path target = file(key);
            if (exists(target)) {
                forceEntriesOf(target);
                return false;
            }
            return publishing(target, content, temporary -> linkIsNew(target, temporary));
        });
    }

    @Override
    public boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected) {
        return attempt("replace if match", key.path(), () -> {
            Path target = file(key);
            if (!hasTag(target, expected)) {
                return false;
            }
            return publishing(
                    target,
                    content,
                    temporary -> lock.holding(() -> {
                        boolean matches = hasTag(target, expected);
                        if (matches) {
                            rename(temporary, target);
                        }
                        return matches;
                    }));
        });
    }

    @Override
    public List<ObjectKey> list(String prefix, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        return attempt("list", prefix, () -> new ObjectListing(root, limit).below(prefix));
    }

    @Override
    public void delete(ObjectKey key) {
        attempt("delete", key.path(), () -> {
            Path target = file(key);
            boolean removed = exists(target) && lock.holding(() -> Files.deleteIfExists(target));
            if (Files.isDirectory(target.getParent())) {
                forceEntriesOf(target);
            }
            return removed;
        });
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void close() {}

    /** Runs the step that gives new content its name, between the forcing of the content and that of the name. */
    private boolean publishing(Path target, byte[] content, Naming naming) throws IOException {
        Path directory = target.getParent();
        directories.ensure(directory);
        Path temporary = temporaryIn(directory);
        boolean done;
        try {
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (durability == Durability.POWER_LOSS) {
                forcer.forceFile(temporary);
            }
            done = naming.name(temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceEntriesOf(target);
        return done;
    }

    private Path temporaryIn(Path directory) {
        return directory.resolve(TEMPORARY + ids.unique());
    }

    private boolean linkIsNew(Path name, Path existing) throws IOException {
        try {
            linker.link(name, existing);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private void requireLink(Path name, Path existing) {
        try {
            if (!linkIsNew(name, existing) || linkIsNew(name, existing)) {
                throw noHardLinks(null);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw noHardLinks(e);
        }
    }

    private static void rename(Path temporary, Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean hasTag(Path file, ContentTag expected) throws IOException {
        return read(file).filter(found -> found.tag().equals(expected)).isPresent();
    }

    private static Optional<StoredObject> read(Path file) throws IOException {
        if (!exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            return Optional.of(new StoredObject(content, ContentTag.of(content)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Unlike {@link Files#isRegularFile}, fails when there is no telling: that is not the same as an object missing. */
    private static boolean exists(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void forceEntriesOf(Path target) throws IOException {
        if (durability == Durability.POWER_LOSS) {
            forcer.forceDirectory(target.getParent());
        }
    }

    private Path file(ObjectKey key) {
        return root.resolve(key.path());
    }

    private <T> T attempt(String verb, String object, StoreLock.IoAction<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            String operation = verb + " " + object;
            throw new StorageUnavailable(
                    operation,
                    "Could not " + operation + " (store " + root + "): " + e
                            + ". Check that the disk has space and that the directory may be written.",
                    e);
        }
    }

    private BadConfiguration noHardLinks(@Nullable Exception cause) {
        return new BadConfiguration(
                "graph",
                "The file system of " + root + " has no hard links, without which two writers cannot be kept from"
                        + " publishing the same version. Choose a directory on another one (ext4, xfs, btrfs, apfs).",
                cause);
    }

    /** Gives a temporary file its name; false when the name was not free or not as expected. */
    @FunctionalInterface
    private interface Naming {
        boolean name(Path temporary) throws IOException;
    }
}
