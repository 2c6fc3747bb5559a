package io.headgate.engine.maintain;

import io.headgate.engine.Catalogue;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.TableLayout;
import io.headgate.engine.write.MaintenanceWork;
import io.headgate.engine.write.TableChange;
import io.headgate.engine.write.TableMaintainer;
import io.headgate.engine.write.WriteResult;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Optimizes one table, commit by commit, until there is nothing left to do: fragments first, then indexes over what they have
 * become. Each commit is planned anew on the newest version, so what writers do meanwhile is seen.
 */
final class TableOptimizer {

    private static final Logger LOG = LoggerFactory.getLogger(TableOptimizer.class);

    private final TableMaintainer maintainer;
    private final Catalogue catalogue;
    private final ChangeTally tally;
    private final RewriteStreaks streaks;
    private final MaintenanceLimits limits;
    private final RewritePlanner rewrites;
    private final IndexPlanner indexes;

    TableOptimizer(
            TableMaintainer maintainer,
            Catalogue catalogue,
            ChangeTally tally,
            RewriteStreaks streaks,
            MaintenanceLimits limits) {
        this.maintainer = maintainer;
        this.catalogue = catalogue;
        this.tally = tally;
        this.streaks = streaks;
        this.limits = limits;
        this.rewrites = new RewritePlanner(limits);
        this.indexes = new IndexPlanner(limits);
    }

    Optional<TableReport> optimize(TableId table) {
        Run run = new Run(table);
        GraphManifest base = maintainer.refresh();
        Optional<TablePin> first = base.table(table);
        long versionAtFirst = base.version().number();
        while (run.mayGoOn()) {
            try {
                Optional<MaintenanceWork> work = base.table(table).flatMap(run.stager(base));
                if (work.isEmpty()) {
                    run.finished = true;
                    break;
                }
                run.commit(work.get());
            } catch (Conflict cleanedUp) {
                run.overtakenBy(cleanedUp);
            }
            base = maintainer.refresh();
        }
        long versions = base.version().number() - versionAtFirst;
        return first.map(pin -> run.report(pin, versions));
    }

    /** The next commit's worth of work, staged; empty when there is none. */
    private Optional<MaintenanceWork> stage(GraphManifest base, TablePin pin) {
        TableLayout layout = maintainer.layout(pin);
        List<List<Integer>> groups = chosen(rewrites.plan(layout), layout);
        List<DeclaredIndex> declared = DeclaredIndexes.of(catalogue.at(base), pin);
        List<IndexRequest> requests = indexes.plan(layout, declared);
        if (!groups.isEmpty() && (requests.isEmpty() || !streaks.isLongEnough(pin.id()))) {
            List<FragmentRewrite> staged = groups.stream()
                    .map(group -> maintainer.stageRewrite(pin, group, limits.rowsPerFragment()))
                    .toList();
            return Optional.of(work(pin, staged, List.of(), Optional.empty()));
        }
        if (!requests.isEmpty()) {
            List<IndexBuild> staged = requests.stream()
                    .map(request -> maintainer.stageIndex(pin, request))
                    .toList();
            return Optional.of(work(pin, List.of(), staged, Optional.of(base.version())));
        }
        return Optional.empty();
    }

    private static MaintenanceWork work(
            TablePin pin,
            List<FragmentRewrite> rewrites,
            List<IndexBuild> indexes,
            Optional<GraphVersion> indexedUpTo) {
        return new MaintenanceWork(pin.id(), pin.version(), rewrites, indexes, indexedUpTo);
    }

    /** As many as fit into one commit, and at least one. */
    private List<List<Integer>> chosen(List<List<Integer>> groups, TableLayout layout) {
        Map<Integer, FragmentLayout> fragments =
                layout.fragments().stream().collect(Collectors.toMap(FragmentLayout::id, Function.identity()));
        List<List<Integer>> chosen = new ArrayList<>();
        long rows = 0;
        for (List<Integer> group : groups) {
            rows += group.stream().mapToLong(id -> fragments.get(id).rows()).sum();
            if (!chosen.isEmpty() && rows > limits.rowsPerCommit()) {
                break;
            }
            chosen.add(group);
        }
        return chosen;
    }

    /** What has come of it so far. */
    private final class Run {

        private final TableId table;
        private final List<GraphVersion> published = new ArrayList<>();
        private int commits;
        private int failures;
        private int fragmentsBefore;
        private int fragmentsAfter;
        private long rowsRewritten;
        private int segmentsBuilt;
        private int overtaken;
        private boolean finished;

        Run(TableId table) {
            this.table = table;
        }

        boolean mayGoOn() {
            return commits < limits.mostCommits() && failures < limits.attempts();
        }

        Function<TablePin, Optional<MaintenanceWork>> stager(GraphManifest base) {
            return pin -> stage(base, pin);
        }

        void commit(MaintenanceWork work) {
            commits++;
            tally.clear();
            int staged = work.rewrites().size() + work.indexes().size();
            try {
                Optional<WriteResult> result = maintainer.maintain(work);
                if (result.isEmpty()) {
                    overtaken += staged;
                    failures++;
                    return;
                }
                failures = 0;
                if (work.rewrites().isEmpty()) {
                    streaks.indexed(table);
                } else {
                    streaks.rewritten(table);
                }
                note(work, result.get());
            } catch (OutcomeUnknown open) {
                if (!(open.getCause() instanceof Conflict)) {
                    throw open;
                }
                LOG.info("phase=optimize table={} left=\"{}\"", table, open.getMessage());
                failures++;
            }
        }

        /** What it was staged on was given up meanwhile. */
        void overtakenBy(Conflict conflict) {
            LOG.info("phase=optimize table={} again_because=\"{}\"", table, conflict.getMessage());
            failures++;
        }

        private void note(MaintenanceWork work, WriteResult result) {
            GraphVersion version = result.manifest().version();
            published.add(version);
            tally.changes().stream()
                    .filter(change -> change.table().equals(table))
                    .forEach(change -> note(work, change));
            LOG.info(
                    "phase=optimize table={} version={} rewrites={} segments={} arm_ms={} commit_ms={} publish_ms={}"
                            + " passed_versions={} restores={}",
                    table,
                    version,
                    work.rewrites().size(),
                    work.indexes().size(),
                    result.times().arm().toMillis(),
                    result.times().commit().toMillis(),
                    result.times().publish().toMillis(),
                    result.passedVersions(),
                    result.restores());
        }

        /** What was left out is planned again, if it still makes sense. */
        private void note(MaintenanceWork work, TableChange change) {
            fragmentsBefore += change.fragmentsRemoved();
            fragmentsAfter += change.fragmentsAdded();
            rowsRewritten += change.rowsRewritten();
            segmentsBuilt += change.segmentsAdded();
            overtaken +=
                    work.rewrites().size() - change.rewrites() + work.indexes().size() - change.segmentsAdded();
        }

        /** @param versions number of graph versions that were published meanwhile */
        TableReport report(TablePin pin, long versions) {
            return new TableReport(
                    table,
                    pin.name(),
                    published,
                    fragmentsBefore,
                    fragmentsAfter,
                    rowsRewritten,
                    segmentsBuilt,
                    overtaken,
                    versions - published.size(),
                    finished);
        }
    }
}
