package io.headgate.engine;

import io.headgate.engine.concurrent.BoundedConcurrency;
import io.headgate.engine.concurrent.Concurrency;
import io.headgate.engine.object.DiskForcer;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.FileForcer;
import io.headgate.engine.object.LocalObjectStore;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.ObservedObjectStore;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.object.s3.S3Storage;
import io.headgate.engine.observe.StorageObserver;
import io.headgate.engine.table.ObservedTableStore;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.lance.LanceSettings;
import io.headgate.engine.table.lance.LanceTableStore;
import io.headgate.engine.write.OwnerLiveness;
import io.headgate.engine.write.WriteLimits;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.intent.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Everything that a graph needs from outside: the two stores, memory, time, ids, and who we are.
 *
 * @param objects the seam to graph versions and intents
 * @param tables the seam to tables
 * @param allocator for rows in memory; owned by the caller
 * @param clock for times that people read
 * @param ids for every new identity
 * @param faults told at every fault point
 * @param self this process
 * @param liveness whether the owner of an intent is still at work
 * @param limits how long writes contend
 * @param concurrency for storage calls that do not depend on each other
 */
public record GraphEnvironment(
        ObjectStore objects,
        TableStore tables,
        BufferAllocator allocator,
        Clock clock,
        IdSource ids,
        Faults faults,
        Owner self,
        OwnerLiveness liveness,
        WriteLimits limits,
        Concurrency concurrency)
        implements AutoCloseable {

    /** How old the intent of a process on another host must be before it counts as abandoned. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** A graph in a directory of the local disk. Nothing is created until {@link Graph#init}. */
    public static GraphEnvironment local(Path directory, Durability durability, BufferAllocator allocator) {
        Clock clock = Clock.systemUTC();
        IdSource ids = new IdSource(clock, new SecureRandom());
        FileForcer forcer = new DiskForcer();
        return of(
                        LocalObjectStore.open(directory, durability, forcer, ids),
                        new LanceTableStore(directory, allocator, durability, forcer, LanceSettings.DEFAULT),
                        allocator,
                        clock,
                        ids)
                .withConcurrency(new BoundedConcurrency(0));
    }

    /**
     * A graph on S3. Nothing is created until {@link Graph#init}.
     *
     * @throws BadConfiguration when the settings are not enough to reach it
     */
    public static GraphEnvironment onS3(
            GraphLocation.S3Prefix location, S3Settings settings, BufferAllocator allocator) {
        Clock clock = Clock.systemUTC();
        IdSource ids = new IdSource(clock, new SecureRandom());
        S3Storage storage = S3Storage.open(location, settings, ids);
        return of(
                        storage.objects(),
                        new LanceTableStore(storage, allocator, LanceSettings.DEFAULT),
                        allocator,
                        clock,
                        ids)
                .withConcurrency(new BoundedConcurrency(settings.parallelRequests()));
    }

    /**
     * A graph wherever it is. Nothing is created until {@link Graph#init}.
     *
     * @param settings for S3
     * @param durability on the local disk; S3 answers a put when it is durable
     * @throws BadConfiguration when the settings are not enough to reach it
     */
    public static GraphEnvironment at(
            GraphLocation location, S3Settings settings, Durability durability, BufferAllocator allocator) {
        if (location instanceof GraphLocation.S3Prefix prefix) {
            return onS3(prefix, settings, allocator);
        }
        return local(((GraphLocation.LocalDirectory) location).path(), durability, allocator);
    }

    /** The same over given stores. */
    public static GraphEnvironment of(
            ObjectStore objects, TableStore tables, BufferAllocator allocator, Clock clock, IdSource ids) {
        Owner self = thisProcess();
        return new GraphEnvironment(
                objects,
                tables,
                allocator,
                clock,
                ids,
                Faults.NONE,
                self,
                OwnerLiveness.ofProcesses(self, GRACE, clock),
                WriteLimits.DEFAULT,
                Concurrency.NONE);
    }

    public GraphEnvironment withFaults(Faults newFaults) {
        return new GraphEnvironment(
                objects, tables, allocator, clock, ids, newFaults, self, liveness, limits, concurrency);
    }

    public GraphEnvironment withLiveness(OwnerLiveness newLiveness) {
        return new GraphEnvironment(
                objects, tables, allocator, clock, ids, faults, self, newLiveness, limits, concurrency);
    }

    public GraphEnvironment withLimits(WriteLimits newLimits) {
        return new GraphEnvironment(
                objects, tables, allocator, clock, ids, faults, self, liveness, newLimits, concurrency);
    }

    public GraphEnvironment withConcurrency(Concurrency newConcurrency) {
        return new GraphEnvironment(
                objects, tables, allocator, clock, ids, faults, self, liveness, limits, newConcurrency);
    }

    /** The same with stores that an observer is told of. */
    public GraphEnvironment observedBy(StorageObserver observer) {
        return new GraphEnvironment(
                new ObservedObjectStore(objects, observer),
                new ObservedTableStore(tables, observer),
                allocator,
                clock,
                ids,
                faults,
                self,
                liveness,
                limits,
                concurrency);
    }

    private static Owner thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        return new Owner(hostName(), process.pid(), OwnerLiveness.startOf(process));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Closes the stores; the allocator stays with its owner. */
    @Override
    public void close() {
        concurrency.close();
        tables.close();
        objects.close();
    }
}
