package io.headgate.engine.object;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creates the directories of objects such that they survive what the store survives. A directory that is already there
 * may have been created a moment ago by another process that has not forced it yet, so this store forces each directory
 * once itself, on first use, before it trusts it. Thread-safe.
 */
final class DurableDirectories {

    private final Path root;
    private final Durability durability;
    private final FileForcer forcer;
    private final Set<Path> forced = ConcurrentHashMap.newKeySet();

    /** @param root absolute; directories above it are taken as durable when they exist */
    DurableDirectories(Path root, Durability durability, FileForcer forcer) {
        this.root = root;
        this.durability = durability;
        this.forcer = forcer;
    }

    void ensure(Path directory) throws IOException {
        boolean exists = Files.isDirectory(directory);
        boolean trusted = !directory.startsWith(root) || forced.contains(directory);
        if (exists && (trusted || durability == Durability.PROCESS_CRASH)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            return;
        }
        ensure(parent);
        if (!exists) {
            create(directory);
        }
        if (durability == Durability.POWER_LOSS) {
            forcer.forceDirectory(parent);
            forced.add(directory);
        }
    }

    private static void create(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }
}
