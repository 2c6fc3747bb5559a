package io.headgate.engine.table.lance;

import io.headgate.engine.table.TablePath;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lance.fragment.DataFile;

/**
 * Checks data files before Lance opens them by name: it ends the process when it is given an empty one. The size tells every
 * file that was cut off; damage in the midst of a file of the right size is not looked for.
 */
final class StagedFiles {

    static final String DATA = "data";

    private final TablePath path;
    private final Optional<Path> directory;

    private StagedFiles(TablePath path, Optional<Path> directory) {
        this.path = path;
        this.directory = directory;
    }

    static StagedFiles onDisk(Path root, TablePath path) {
        return new StagedFiles(path, Optional.of(root.resolve(path.value()).resolve(DATA)));
    }

    /** For object stores, which show whole objects only. */
    static StagedFiles none(TablePath path) {
        return new StagedFiles(path, Optional.empty());
    }

    /**
     * @throws CorruptState when the file is not there or has another size than when it was staged
     */
    void requireWhole(DataFile file) {
        if (directory.isEmpty()) {
            return;
        }
        Path found = directory.get().resolve(file.getPath());
        try {
            long size = Files.size(found);
            Long staged = file.getFileSizeBytes();
            if (size == 0 || staged != null && staged != size) {
                throw damaged(path, file, "it has " + size + " bytes, not " + staged);
            }
        } catch (NoSuchFileException e) {
            throw damaged(path, file, "it is not there", e);
        } catch (IOException e) {
            throw new StorageUnavailable(
                    "check a data file of " + path,
                    "Data file " + found + " cannot be looked at: " + e + ". Check the disk and the permissions.",
                    e);
        }
    }

    static CorruptState damaged(TablePath path, DataFile file, String reason) {
        return damaged(path, file, reason, null);
    }

    static CorruptState damaged(TablePath path, DataFile file, String reason, @Nullable Throwable cause) {
        String name = path + "/" + DATA + "/" + file.getPath();
        return new CorruptState(
                name,
                "Data file " + name + " is not what was staged: " + reason
                        + ". Nothing was changed; discard what it was staged for, or restore the file from a copy.",
                cause);
    }
}
