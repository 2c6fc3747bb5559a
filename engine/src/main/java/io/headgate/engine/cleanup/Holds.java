package io.headgate.engine.cleanup;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ObjectKey;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds on graph versions. A hold is put first, and then the newest version is looked at: cleanup publishes what it gives up
 * before it lists the holds, so that one of the two sees the other. Thread-safe.
 */
public final class Holds {

    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    private final GraphEnvironment environment;
    private final Supplier<GraphManifest> newest;
    private final HoldLimits limits;
    private final JsonCodec<Hold> codec = new JsonCodec<>(Hold.class, Hold.FORMAT_VERSION, "hold");

    /** @param newest looks for the newest graph version */
    public Holds(GraphEnvironment environment, Supplier<GraphManifest> newest, HoldLimits limits) {
        this.environment = environment;
        this.newest = newest;
        this.limits = limits;
    }

    /**
     * Holds a version.
     *
     * @param ttl how long
     * @throws BadConfiguration when that is too long, or there is no such version yet
     * @throws Conflict when it is given up already; nothing is held then
     */
    public Hold place(GraphVersion version, Duration ttl, Optional<String> reason, String actor) {
        if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(limits.longest()) > 0) {
            throw new BadConfiguration(
                    "ttl",
                    "a graph version can be held for up to " + limits.longest() + ", not for " + ttl
                            + "; hold it again before it expires");
        }
        GraphVersion known = newest.get().version();
        if (version.compareTo(known) > 0) {
            throw new BadConfiguration(
                    "version", "there is no graph version " + version + " to hold; the newest is " + known);
        }
        if (list().size() >= limits.most()) {
            throw new BadConfiguration(
                    "holds",
                    limits.most() + " holds lie in " + environment.objects().location()
                            + " already; release some with headgate snapshot release");
        }
        Instant now = environment.clock().instant();
        Hold hold = new Hold(Hold.FORMAT_VERSION, environment.ids().hold(), version, now, now.plus(ttl), actor, reason);
        environment.faults().reached(FaultPoint.HOLD_BEFORE_PUT);
        environment.objects().put(GraphKeys.hold(hold.id()), codec.write(hold));
        environment.faults().reached(FaultPoint.HOLD_AFTER_PUT);
        GraphVersion oldest = newest.get().oldest();
        if (version.compareTo(oldest) < 0) {
            withdraw(hold);
            throw new Conflict(
                    "graph version",
                    "graph version " + version + " was given up by cleanup; the oldest that can be held is " + oldest);
        }
        return hold;
    }

    /** Ends a hold; returns false when there was none of that name. */
    public boolean release(HoldId id) {
        ObjectKey key = GraphKeys.hold(id);
        boolean there = environment.objects().get(key).isPresent();
        environment.objects().delete(key);
        return there;
    }

    /**
     * All that lie there, also expired ones, which keep nothing.
     *
     * @throws CorruptState when one cannot be read
     */
    public List<Hold> list() {
        List<Supplier<Optional<Hold>>> reads = environment.objects().list(GraphKeys.HOLD_PREFIX, limits.most()).stream()
                .<Supplier<Optional<Hold>>>map(key -> () -> read(key))
                .toList();
        return environment.concurrency().all(reads).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Hold> read(ObjectKey key) {
        return environment.objects().get(key).map(object -> codec.read(object.content(), key.path()));
    }

    /** It keeps nothing that is not gone, so it may as well stay until it expires. */
    private void withdraw(Hold hold) {
        try {
            environment.objects().delete(GraphKeys.hold(hold.id()));
        } catch (StorageUnavailable e) {
            LOG.warn("hold={} of a version that is given up is left until it expires: {}", hold.id(), e.getMessage());
        }
    }
}
