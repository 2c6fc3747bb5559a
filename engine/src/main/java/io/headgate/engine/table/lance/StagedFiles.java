package io.headgate.engine.table.lance;

import io.headgate.engine.object.FileTree;
import io.headgate.engine.table.TablePath;
import io.headgate.recovery.error.CorruptState;
import org.jspecify.annotations.Nullable;
import org.lance.fragment.DataFile;

/**
 * Checks data files before Lance opens them by name: it ends the process when it is given an empty one. The size tells every
 * file that was cut off; damage in the midst of a file of the right size is not looked for.
 */
final class StagedFiles {

    static final String DATA = "data";

    private final TablePath path;
    private final FileTree files;

    /** @param files below the root of all tables */
    StagedFiles(FileTree files, TablePath path) {
        this.path = path;
        this.files = files;
    }

    /**
     * @throws CorruptState when the file is not there or has another size than when it was staged
     */
    void requireWhole(DataFile file) {
        long size = files.size(path + "/" + DATA + "/" + file.getPath())
                .orElseThrow(() -> damaged(path, file, "it is not there"));
        Long staged = file.getFileSizeBytes();
        if (size == 0 || staged != null && staged != size) {
            throw damaged(path, file, "it has " + size + " bytes, not " + staged);
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
