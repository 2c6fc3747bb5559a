package io.headgate.engine.object;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Excludes all other threads and processes that use the same lock file. The operating system's lock belongs to a whole
 * process and is lost when the process closes <em>any</em> handle of the file; so the file is opened and closed only by
 * the one thread of this process that holds the lock here, whichever store object it came through. That makes the inner
 * locks static: the process is their scope. The system lock goes with its process, so a killed holder blocks nobody.
 */
final class StoreLock {

    private static final ReentrantLock[] IN_THIS_PROCESS =
            Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    private final Path file;

    StoreLock(Path file) {
        this.file = file;
    }

    <T> T holding(IoAction<T> action) throws IOException {
        ReentrantLock inner = IN_THIS_PROCESS[Math.floorMod(identity().hashCode(), IN_THIS_PROCESS.length)];
        inner.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock outer = channel.lock()) {
            assert outer.isValid();
            return action.run();
        } finally {
            inner.unlock();
        }
    }

    /** One path for the directory, however it was named, so that two stores on one directory share the inner lock. */
    private Path identity() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        return directory.toRealPath();
    }

    /** What is done while the lock is held. */
    @FunctionalInterface
    interface IoAction<T> {
        T run() throws IOException;
    }
}
