package io.headgate.engine.object;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Forces files and directories of the local disk to stable storage. Thread-safe. */
public interface FileForcer {

    /** Forces content and metadata of one file. */
    void forceFile(Path file) throws IOException;

    /** Forces content and metadata of several files, in any order; returns when all are forced. */
    default void forceFiles(List<Path> files) throws IOException {
        for (Path file : files) {
            forceFile(file);
        }
    }

    /** Forces the entries of one directory: creations, renames and removals in it. */
    void forceDirectory(Path directory) throws IOException;
}
