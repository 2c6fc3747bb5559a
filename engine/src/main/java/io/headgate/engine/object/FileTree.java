package io.headgate.engine.object;

import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Files that somebody else keeps below a root, on disk or in a bucket: their names and sizes, and the few that are added to them or
 * removed. Names are relative to the root, with {@code /} between their parts. Implementations are safe for use by many threads.
 *
 * <p>All methods throw {@link StorageUnavailable} when the store does not answer.
 */
public interface FileTree {

    /** Size in bytes; empty when there is no such file. */
    OptionalLong size(String file);

    /** Shows every file directly in a directory; none when it is not there. */
    void each(String directory, Visitor visitor);

    /** Shows every file in a directory and in all directories below it, with the way from there in its name. */
    void eachBelow(String directory, Visitor visitor);

    /**
     * Writes a file that nobody knows of yet, into a directory that is there. It survives a killed process; on disk it has to be forced to
     * survive a power cut.
     */
    void write(String file, byte[] content);

    /**
     * Removes files; one that is not there is no error.
     *
     * @throws StorageUnavailable when one may still be there; others may be, too
     */
    void remove(List<String> files);

    /** Told of one file. */
    interface Visitor {

        /**
         * Looks at it.
         *
         * @param name within the directory
         * @param size in bytes
         * @throws NoSuchFileException when it is gone by now, which is no error
         */
        void visit(String name, long size) throws IOException;
    }
}
