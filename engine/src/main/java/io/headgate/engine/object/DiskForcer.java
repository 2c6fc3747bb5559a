package io.headgate.engine.object;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Forces with {@code fsync}, which also works on a directory that is opened for reading. Several files are forced at the same
 * time, because a journal commits what waits for it together. Its few threads end when they have nothing to do. Thread-safe.
 */
public final class DiskForcer implements FileForcer {

    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 2;

    private final ThreadPoolExecutor threads;

    public DiskForcer() {
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "headgate-force");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void forceFile(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    @Override
    public void forceFiles(List<Path> files) throws IOException {
        if (files.size() < 2) {
            FileForcer.super.forceFiles(files);
            return;
        }
        List<Future<?>> forced = new ArrayList<>(files.size());
        for (Path file : files) {
            forced.add(threads.submit(() -> {
                forceFile(file);
                return null;
            }));
        }
        for (Future<?> one : forced) {
            await(one);
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        force(directory, StandardOpenOption.READ);
    }

    private static void await(Future<?> forced) throws IOException {
        try {
            forced.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while forcing files", e);
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
