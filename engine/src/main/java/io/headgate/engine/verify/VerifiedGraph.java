package io.headgate.engine.verify;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.object.DiskForcer;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.LocalObjectStore;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.lance.LanceSettings;
import io.headgate.engine.table.lance.LanceTableInspection;
import io.headgate.engine.table.lance.LanceTableStore;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.id.IdSource;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A graph that is verified, and how its stores are opened: the objects in this process, the tables in its child. Nothing is
 * written, so nothing has to be durable.
 */
record VerifiedGraph(GraphLocation location, S3Settings s3) {

    private static final Durability READS_ONLY = Durability.PROCESS_CRASH;

    ObjectStore objects() {
        if (location instanceof LocalDirectory directory) {
            IdSource ids = new IdSource(Clock.systemUTC(), new SecureRandom());
            return LocalObjectStore.open(directory.path(), READS_ONLY, new DiskForcer(), ids);
        }
        throw notYet();
    }

    TableStore tables(BufferAllocator allocator) {
        if (location instanceof LocalDirectory directory) {
            return new LanceTableStore(
                    directory.path(), allocator, READS_ONLY, new DiskForcer(), LanceSettings.DEFAULT);
        }
        throw notYet();
    }

    TableInspection inspection(BufferAllocator allocator) {
        if (location instanceof LocalDirectory directory) {
            return new LanceTableInspection(directory.path(), allocator);
        }
        throw notYet();
    }

    private BadConfiguration notYet() {
        return new BadConfiguration("graph", "graphs on S3 come next: " + location);
    }
}
