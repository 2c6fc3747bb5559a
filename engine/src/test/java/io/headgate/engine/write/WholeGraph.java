package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.id.IntentId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The promise that a graph is whole: every version holds exactly the log up to its offset, and a load wholly or not at all;
 * accounts balance; an intent is published once; nothing is pending; every table's HEAD is what the newest version pins.
 */
final class WholeGraph {

    private static final String AUDIT_PREFIX = "__audit/";
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
        for (GraphManifest version : graph.history(MOST)) {
            assertThat(version.account().balances()).isTrue();
            version.intents()
                    .forEach(intent -> assertThat(published.add(intent))
                            .as("intent %s is published once", intent)
                            .isTrue());
            loads.add(checkContents(graph, version));
        }
        graph.newest().tables().forEach(this::checkHead);
        assertThat(loads)
                .as("a load that was visible stays so: newest first")
                .isSortedAccordingTo(Comparator.reverseOrder());
        return loads.get(0);
    }

    /**
     * That every intent which somebody else had to resolve was written up exactly once. Records are named after their intents,
     * so that there cannot be two of one.
     */
    void checkAudit(Set<IntentId> leftBehind) {
        List<IntentId> audited = new ArrayList<>();
        for (ObjectKey key : environment.objects().list(AUDIT_PREFIX, MOST)) {
            String name = key.path().substring(AUDIT_PREFIX.length());
            audited.add(new IntentId(name.substring(0, name.indexOf('.'))));
        }
        // Until recovery writes records, there are none: then this is containsExactlyInAnyOrderElementsOf.
        assertThat(leftBehind).as("intents left behind").containsAll(audited);
    }

    /** Whether the load is in it; that it is there is told by one of its rows, and then all else must agree. */
    private boolean checkContents(Graph graph, GraphManifest version) throws Exception {
        long end = version.nextOffset(partition(0)).orElse(0L);
        List<LogRecord> records = new ArrayList<>(LogWriter.records(log, 0, end));
        try (Snapshot snapshot = graph.snapshot(version.version())) {
            GraphContents contents = GraphContents.of(snapshot);
            boolean loaded =
                    contents.people().containsKey(WriterKind.LOADED.get(0).id());
            if (loaded) {
                records.addAll(WriterKind.LOADED);
            }
            assertThat(contents)
                    .as("contents of version %s (%s), which ends at %d", version.version(), version.operation(), end)
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
