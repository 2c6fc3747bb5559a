package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.codec.Seal;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.id.TransactionId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A graph with ann and bob in it, writers that die on it, and what is said of their recovery. */
abstract class RecoveryHarness extends WriteHarness {

    private static final ObjectMapper JSON = new ObjectMapper();

    final void writeAnnAndBob() {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1", "bob=1"));
        }
    }

    final WriteRequest annAndFollows(GraphManifest current) {
        return batches.peopleAndFollows(
                current, List.of(claim(0, 2, 5)), List.of("ann=2", "cid=1"), List.of("ann>cid"));
    }

    final WriteRequest loadFollows(GraphManifest current) {
        WriteRequest both = annAndFollows(current);
        return new WriteRequest("load", both.tables().subList(1, 2), List.of(), 1, 0);
    }

    /** A writer that leaves the intents of others alone. */
    final GraphWriter besides() {
        return Graph.open(unsociable()).writer("besides");
    }

    /** Heals, and checks that it came to this and that everything is whole. */
    final void assertSettled(Decision decision, Map<String, String> people) throws Exception {
        try (GraphWriter writer = writer()) {
            assertWhole(writer.current());
        }
        assertThat(Batches.people(environment)).isEqualTo(people);
        assertThat(onlyRecord().decision()).as(onlyRecord().reason()).isEqualTo(decision);
    }

    final RecoveryRecord onlyRecord() {
        List<RecoveryRecord> records = graph().recoveries(10);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    final TablePin person() {
        return Batches.pin(graph().newest(), TableKind.NODE, "Person");
    }

    /** Commits a row the way a writer of this graph does, and does not publish it. */
    final void moveByUs(TransactionId transaction) {
        moveHead(
                person(),
                new TransactionStamp(
                        transaction,
                        Map.of(TransactionStamp.GRAPH_PROPERTY, graph().id().value())));
    }

    final void moveHead(TablePin pin, TransactionStamp stamp) {
        try (PinnedTable pinned = environment.tables().open(pin.path(), pin.version());
                PinnedTable table = environment.tables().open(pin.path(), pinned.headVersion())) {
            StagedRows rows = fixtures.stage(table, List.of(TableFixtures.row("id", "eve", "name", "Eve")));
            StagedChange change = table.stageAppend(rows);
            TableFixtures.committed(table.commit(change, stamp)).close();
        }
    }

    final void rewriteIntent(Consumer<ObjectNode> change) throws IOException {
        ObjectKey key = GraphKeys.intent(graph().pendingIntents().get(0));
        ObjectNode intent = (ObjectNode)
                JSON.readTree(environment.objects().get(key).orElseThrow().content());
        change.accept(intent);
        environment.objects().put(key, Seal.on(JSON.writeValueAsBytes(intent.without(Seal.FIELD))));
    }
}
