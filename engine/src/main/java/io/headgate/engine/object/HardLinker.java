package io.headgate.engine.object;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Gives a file a second name, atomically: what put-if-absent on a local disk stands on. */
@FunctionalInterface
interface HardLinker {

    /**
     * @throws FileAlreadyExistsException when the name is taken; nothing was changed
     * @throws UnsupportedOperationException when the file system has no hard links
     */
    void link(Path name, Path existing) throws IOException;
}
