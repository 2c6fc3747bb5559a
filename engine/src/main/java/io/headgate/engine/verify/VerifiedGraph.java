package io.headgate.engine.verify;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.DiskForcer;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.LocalObjectStore;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.object.s3.S3Storage;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.lance.LanceSettings;
import io.headgate.engine.table.lance.LanceTableInspection;
import io.headgate.engine.table.lance.LanceTableStore;
import io.headgate.recovery.id.IdSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A graph that is verified, and how it is opened: its objects in this process, its tables in the child. Nothing is written, so
 * nothing has to be durable.
 */
record VerifiedGraph(GraphLocation location, S3Settings s3) {

    private static final Durability READS_ONLY = Durability.PROCESS_CRASH;

    /**
     * Tables that are open for reading.
     *
     * @param storage what they are read through
     */
    record Tables(TableStore store, TableInspection inspection, Runnable storage) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
            storage.run();
        }
    }

    ObjectStore objects() {
        return location instanceof S3Prefix prefix
                ? S3Storage.open(prefix, s3, ids()).objects()
                : LocalObjectStore.open(directory(), READS_ONLY, new DiskForcer(), ids());
    }

    /** @param allocator stays open */
    Tables tables(BufferAllocator allocator) {
        if (location instanceof S3Prefix prefix) {
            S3Storage storage = S3Storage.open(prefix, s3, ids());
            return new Tables(
                    new LanceTableStore(storage, allocator, LanceSettings.DEFAULT),
                    new LanceTableInspection(storage, allocator),
                    storage::close);
        }
        return new Tables(
                new LanceTableStore(directory(), allocator, READS_ONLY, new DiskForcer(), LanceSettings.DEFAULT),
                new LanceTableInspection(directory(), allocator),
                () -> {});
    }

    private Path directory() {
        return ((LocalDirectory) location).path();
    }

    private static IdSource ids() {
        return new IdSource(Clock.systemUTC(), new SecureRandom());
    }
}
