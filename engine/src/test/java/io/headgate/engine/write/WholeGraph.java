package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The promise that a graph is whole: every version holds exactly the log up to its offset (what was read once more after a
 * rewind once more, what was skipped never), and a load wholly or not at all;
 * accounts balance; an intent is published once; nothing is pending; every table's HEAD is what the newest version pins.
 */
final class WholeGraph {

    private static final int MOST = 10_000;

    private final GraphEnvironment environment;
    private final LongFunction<LogRecord> log;

    WholeGraph(GraphEnvironment environment, LongFunction<LogRecord> log) {
        this.environment = environment;
        this.log = log;
    }

    /** Intents that are there now; the graph need not be. */
    static Set<IntentId> pending(GraphEnvironment environment) {
        Set<IntentId> pending = new HashSet<>();
        environment.objects().list(GraphKeys.INTENT_PREFIX, MOST).forEach(key -> pending.add(GraphKeys.intentId(key)));
        return pending;
    }

    /**
     * Checks all of it.
     *
     * @return whether the load of {@link WriterKind#LOADED} is visible
     */
    boolean check() throws Exception {
        assertThat(pending(environment)).as("pending intents").isEmpty();
        Graph graph = Graph.open(environment);
        Set<IntentId> published = new HashSet<>();
        List<Boolean> loads = new ArrayList<>();
        List<LogRecord> records = new ArrayList<>();
        long next = 0;
        List<GraphManifest> oldestFirst = new ArrayList<>(graph.history(MOST));
        Collections.reverse(oldestFirst);
        for (GraphManifest version : oldestFirst) {
            assertThat(version.account().balances()).isTrue();
            long end = version.nextOffset(partition(0)).orElse(0L);
            if (!version.operation().equals(GraphManifest.OFFSETS)) {
                records.addAll(LogWriter.records(log, next, end));
            }
            next = end;
            version.intents()
                    .forEach(intent -> assertThat(published.add(intent))
                            .as("intent %s is published once", intent)
                            .isTrue());
            loads.add(checkContents(graph, version, records));
        }
        graph.newest().tables().forEach(this::checkHead);
        assertThat(loads).as("a load that was visible stays so: oldest first").isSorted();
        return loads.get(loads.size() - 1);
    }

    /**
     * That there is exactly one audit record for each intent that somebody else had to settle, and none for others, and that it
     * names the version which contains the intent, if one does.
     */
    void checkAudit(Set<IntentId> leftBehind) {
        Graph graph = Graph.open(environment);
        Map<IntentId, GraphVersion> published = new HashMap<>();
        graph.history(MOST).forEach(version -> version.intents().forEach(id -> published.put(id, version.version())));
        List<RecoveryRecord> records = graph.recoveries(MOST);
        assertThat(records)
                .as("audit records")
                .extracting(RecoveryRecord::intent)
                .containsExactlyInAnyOrderElementsOf(leftBehind);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.publishedIn())
                        .as("where intent %s is", record.intent())
                        .isEqualTo(Optional.ofNullable(published.get(record.intent()))));
    }

    /**
     * Whether the load is in it; that it is there is told by one of its rows, and then all else must agree.
     *
     * @param applied the records of the log that were applied up to it
     */
    private static boolean checkContents(Graph graph, GraphManifest version, List<LogRecord> applied) throws Exception {
        List<LogRecord> records = new ArrayList<>(applied);
        try (Snapshot snapshot = graph.snapshot(version.version())) {
            GraphContents contents = GraphContents.of(snapshot);
            boolean loaded =
                    contents.people().containsKey(WriterKind.LOADED.get(0).id());
            if (loaded) {
                records.addAll(WriterKind.LOADED);
            }
            assertThat(contents)
                    .as("contents of version %s (%s)", version.version(), version.operation())
                    .isEqualTo(GraphContents.replaying(records));
            assertThat(version.totals().polled())
                    .as("records of version %s", version.version())
                    .isEqualTo(records.size());
            return loaded;
        }
    }

    private void checkHead(TablePin pin) {
        try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
            assertThat(table.headVersion()).as("HEAD of %s", pin.name()).isEqualTo(pin.version());
            assertThat(table.rowCount()).as("rows of %s", pin.name()).isEqualTo(pin.rows());
        }
    }
}
