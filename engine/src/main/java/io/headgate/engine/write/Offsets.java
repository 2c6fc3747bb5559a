package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.write.Heal.Healed;
import io.headgate.engine.write.OffsetReport.Step;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliberate changes of the offsets that the graph has recorded: one graph version of its own, with who and why, by one
 * conditional put. Tables and totals stay as they are, and no record is counted by it.
 *
 * <p>Unfinished writes of dead owners are settled before. Writers may go on meanwhile: each change begins a new epoch of its
 * partition, so whatever was read before it, armed or not, is stale for good, and its writer reads again from the graph's
 * offset. For use by one thread at a time.
 */
public final class Offsets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Offsets.class);
    private static final int ATTEMPTS = 20;

    private final WriteContext context;
    private final Phases phases;
    private final GraphManifest known;

    /** @param actor who changes them, for the commit history */
    public Offsets(GraphEnvironment environment, GraphIdentity identity, GraphManifest known, String actor) {
        this.context = WriteContext.of(environment, identity, known.branch(), actor);
        this.phases = new Phases(context);
        this.known = known;
    }

    /**
     * What {@link #run} would find and do; changes nothing. Writes that would be settled first may move an offset yet.
     *
     * @throws BadConfiguration when a change makes no sense
     */
    public OffsetReport preview(List<OffsetChange> changes) {
        GraphManifest newest = context.newestAfter(known);
        Healed found = phases.heal().inspect(newest);
        return new OffsetReport(newest.version(), found.intents(), steps(newest, changes), Optional.empty());
    }

    /**
     * Changes them all in one graph version. Running it again changes nothing.
     *
     * @param reason for the commit history
     * @throws BadConfiguration when a change makes no sense
     * @throws Conflict when other writers were faster too often
     */
    public OffsetReport run(List<OffsetChange> changes, String reason) {
        if (reason.isBlank()) {
            throw new BadConfiguration("reason", "say why the offsets are changed; it stays in the graph's history");
        }
        List<Settlement> settled = new ArrayList<>();
        GraphManifest base = heal(known, settled);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<Step> steps = steps(base, changes);
            if (steps.stream().noneMatch(Step::changes)) {
                return new OffsetReport(base.version(), settled, steps, Optional.empty());
            }
            Publish.Result result = phases.publish().publishOffsets(base, changed(base, steps), reason);
            Optional<GraphManifest> winner = result.winner();
            if (winner.isEmpty()) {
                GraphVersion published = result.proposed().version();
                log(steps, published, reason);
                return new OffsetReport(base.version(), settled, steps, Optional.of(published));
            }
            base = heal(winner.get(), settled);
        }
        throw new Conflict(
                "graph version",
                "the new offsets could not be published in " + ATTEMPTS
                        + " attempts because other writers kept publishing; try again when fewer are at work");
    }

    private GraphManifest heal(GraphManifest newest, List<Settlement> settled) {
        Healed healed = phases.heal().heal(newest, Set.of());
        healed.intents().stream().filter(Settlement::settled).forEach(settled::add);
        return healed.newest();
    }

    private static List<Step> steps(GraphManifest base, List<OffsetChange> changes) {
        Set<String> named = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        for (OffsetChange change : changes) {
            SourceOffset recorded = change.recordedIn(base);
            if (!named.add(recorded.partition().toString())) {
                throw new BadConfiguration("partition", recorded.partition() + " is named twice; name it once");
            }
            steps.add(new Step(change, recorded, change.appliedTo(recorded)));
        }
        return steps;
    }

    private static List<SourceOffset> changed(GraphManifest base, List<Step> steps) {
        Map<SourcePartition, SourceOffset> byPartition = new TreeMap<>();
        base.sources().forEach(source -> byPartition.put(source.partition(), source));
        for (Step step : steps) {
            byPartition.remove(step.before().partition());
            byPartition.put(step.after().partition(), step.after());
        }
        return List.copyOf(byPartition.values());
    }

    private void log(List<Step> steps, GraphVersion version, String reason) {
        for (Step step : steps) {
            LOG.info(
                    "phase=offsets partition={} from={} to={} epoch={} topic_id={} cluster={} version={} actor=\"{}\""
                            + " reason=\"{}\"",
                    step.after().partition(),
                    step.before().nextOffset(),
                    step.after().nextOffset(),
                    step.after().epoch(),
                    step.after().partition().topicId(),
                    step.after().partition().cluster(),
                    version,
                    context.actor(),
                    reason);
        }
    }

    @Override
    public void close() {
        context.open().close();
    }
}
