package io.headgate.engine.cleanup;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.cleanup.CleanupReport.Table;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.write.Retirement;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.id.GraphVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up old graph versions and removes what only they need. What is given up is published first, as a graph version that
 * changes nothing else; then it is found out what still needs some of it, and then the rest is removed. Running it again changes
 * nothing, or finishes what was interrupted. For use by one thread at a time.
 */
public final class Cleanup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);
    private static final int ATTEMPTS = 20;
    /** So many graph versions are read at the same time. */
    private static final int READ_AHEAD = 32;

    private final GraphEnvironment environment;
    private final GraphManifest known;
    private final Retirement retirement;
    private final GraphVersions versions;
    private final Holds holds;
    private final Leftovers leftovers;
    private final Removal removal;

    /** @param actor who cleans up, for the commit history */
    public Cleanup(GraphEnvironment environment, GraphIdentity identity, GraphManifest known, String actor) {
        this.environment = environment;
        this.known = known;
        this.retirement = new Retirement(environment, identity, known, actor);
        this.versions = retirement.versions();
        this.holds = new Holds(environment, () -> retirement.newestAfter(known), HoldLimits.DEFAULT);
        this.leftovers = new Leftovers(versions);
        this.removal = new Removal(environment, known.branch());
    }

    /** What {@link #run} would give up and remove, as far as it can be said now; changes nothing. */
    public CleanupReport preview(Retention retention) {
        GraphManifest newest = retirement.newestAfter(known);
        Optional<HeadgateException> obstacle = retirement.obstacle(newest);
        Protection protection = obstacle.isPresent() ? Protection.NONE : protection();
        GraphVersion oldest = oldestKept(newest, retention, protection);
        GraphVersion there = leftovers.oldestThere(newest);
        GraphVersion kept = kept(oldest, there, protection);
        return new CleanupReport(
                newest.version(),
                newest.oldest(),
                oldest,
                kept,
                Optional.empty(),
                kept.number() - there.number(),
                removal.weigh(manifest(kept)),
                Optional.empty(),
                List.of(),
                obstacle);
    }

    /**
     * Does it.
     *
     * @throws RecoveryRequired when unfinished writes cannot be settled or tables were moved by other hands; nothing was given up
     * @throws Conflict when other writers were faster too often
     */
    public CleanupReport run(Retention retention) {
        GraphManifest newest = known;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            GraphManifest base = retirement.settle(newest);
            // What lies there after the base was read: whatever comes later is based on nothing that this gives up.
            Protection before = protection();
            GraphVersion oldest = oldestKept(base, retention, before);
            GraphVersion there = leftovers.oldestThere(base);
            boolean raises = oldest.compareTo(base.oldest()) > 0;
            if (!raises && !removal.isDue(manifest(kept(oldest, there, before)))) {
                return remove(base, base, Optional.empty(), before);
            }
            // Also when there is only something to finish: a writer that slept must not get by without seeing that its
            // files may
            // have gone.
            Retirement.Outcome outcome = retirement.publishOldest(base, oldest);
            if (outcome.winner().isEmpty()) {
                GraphManifest published = outcome.proposed();
                return remove(base, published, Optional.of(published.version()), protection());
            }
            newest = outcome.winner().get();
        }
        throw new Conflict(
                "graph version",
                "what to give up could not be published in " + ATTEMPTS
                        + " attempts because other writers kept publishing; nothing was removed, try again when fewer are at"
                        + " work");
    }

    /** @param protection found out after the newest version was published */
    private CleanupReport remove(
            GraphManifest base, GraphManifest newest, Optional<GraphVersion> published, Protection protection) {
        GraphVersion there = leftovers.oldestThere(newest);
        GraphVersion kept = kept(newest.oldest(), there, protection);
        List<Table> tables = published.isPresent() ? removal.cleanUp(manifest(kept)) : List.of();
        Removal.Versions removed = removal.removeVersions(there, kept);
        CleanupReport report = new CleanupReport(
                newest.version(),
                base.oldest(),
                newest.oldest(),
                kept,
                published,
                removed.removed(),
                tables,
                removed.failure(),
                removal.removeHolds(protection.expired(now())),
                Optional.empty());
        LOG.info(
                "phase=cleanup version={} oldest={} kept={} versions={} files={} bytes={}",
                newest.version(),
                newest.oldest(),
                kept,
                report.versions(),
                report.removed().files(),
                report.removed().bytes());
        return report;
    }

    private Protection protection() {
        return new Protection(holds.list(), retirement.bases());
    }

    /** What is needed but gone for long keeps nothing. */
    private GraphVersion kept(GraphVersion oldest, GraphVersion there, Protection protection) {
        GraphVersion needed = protection.lower(oldest, now());
        return needed.compareTo(there) < 0 ? there : needed;
    }

    private GraphVersion oldestKept(GraphManifest newest, Retention retention, Protection protection) {
        RetentionRule rule = new RetentionRule(retention, now());
        GraphVersion oldest = newest.oldest();
        GraphVersion bound = rule.bound(oldest, newestWork(newest));
        List<Instant> committedAt = new ArrayList<>();
        for (long from = oldest.number(); from < bound.number(); from += READ_AHEAD) {
            List<Supplier<Instant>> reads = new ArrayList<>();
            for (long number = from; number < Math.min(bound.number(), from + READ_AHEAD); number++) {
                GraphVersion version = new GraphVersion(number);
                reads.add(() -> manifest(version).committedAt());
            }
            committedAt.addAll(environment.concurrency().all(reads));
            if (rule.isYoung(committedAt.get(committedAt.size() - 1))) {
                break;
            }
        }
        return rule.oldestKept(oldest, committedAt, protection);
    }

    /** The newest version that is not a cleanup's own, so that a cleanup is no reason for the next one. */
    private GraphVersion newestWork(GraphManifest newest) {
        GraphManifest version = newest;
        while (version.operation().equals(GraphManifest.CLEANUP)
                && version.version().compareTo(newest.oldest()) > 0) {
            version = manifest(new GraphVersion(version.version().number() - 1));
        }
        return version.version();
    }

    /**
     * A version that has not been given up.
     *
     * @throws Conflict when somebody else has done so meanwhile
     */
    private GraphManifest manifest(GraphVersion version) {
        Optional<GraphManifest> found = versions.read(version);
        if (found.isPresent()) {
            return found.get();
        }
        GraphVersion oldest = retirement.newestAfter(known).oldest();
        if (version.compareTo(oldest) < 0) {
            throw new Conflict(
                    "graph version",
                    "somebody else cleans up at the same time and has given up the versions before " + oldest
                            + "; run it again to see what is left to do");
        }
        throw new CorruptState(
                "graph version " + version,
                "graph version " + version
                        + " is missing, though it was not given up; nothing was removed. See headgate"
                        + " verify --graph " + environment.objects().location());
    }

    private Instant now() {
        return environment.clock().instant();
    }

    @Override
    public void close() {
        retirement.close();
    }
}
