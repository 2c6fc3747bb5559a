package io.headgate.engine.object;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Forces with {@code fsync}, which also works on a directory that is opened for reading. Thread-safe. */
public final class DiskForcer implements FileForcer {

    @Override
    public void forceFile(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        force(directory, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
