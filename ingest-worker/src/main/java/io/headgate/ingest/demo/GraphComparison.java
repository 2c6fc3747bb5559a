package io.headgate.ingest.demo;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.ScanRequest;
import io.headgate.ingest.config.TargetType;
import io.headgate.recovery.intent.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Compares a graph with what it must be: every row of every table, every dead letter, every offset, and the account. */
final class GraphComparison {

    private final Snapshot graph;
    private final ExpectedGraph expected;
    private final String clusterId;
    private final RowFingerprint fingerprint = new RowFingerprint();
    private final ArrowCell cell = new ArrowCell(fingerprint);
    private final List<String> differences = new ArrayList<>();

    GraphComparison(Snapshot graph, ExpectedGraph expected, String clusterId) {
        this.graph = graph;
        this.expected = expected;
        this.clusterId = clusterId;
    }

    /** What is different, in words; empty when nothing is. Uses the expected graph up: it can be compared once. */
    List<String> differences() {
        int deadLetters = expected.deadLetters().size();
        expected.tables().forEach(this::compareTable);
        compareDeadLetters();
        compareOffsets();
        compareAccount(deadLetters);
        return List.copyOf(differences);
    }

    private void compareTable(TargetType type, ExpectedTable table) {
        List<String> columns = table.columns();
        TableTally tally = new TableTally(type.toString(), table.rows());
        scan(type.kind(), type.name(), ScanRequest.columns(columns.toArray(String[]::new)), root -> {
            List<FieldVector> vectors = columns.stream().map(root::getVector).toList();
            for (int row = 0; row < root.getRowCount(); row++) {
                cell.write(vectors.get(0), row);
                long id = fingerprint.finish();
                for (FieldVector vector : vectors) {
                    cell.write(vector, row);
                }
                tally.found(
                        id, fingerprint.finish(), String.valueOf(vectors.get(0).getObject(row)));
            }
        });
        tally.difference().ifPresent(differences::add);
    }

    private void compareDeadLetters() {
        TableTally tally = new TableTally("dead letters", expected.deadLetters());
        scan(TableKind.SYSTEM, GraphManifest.DEAD_LETTERS, ScanRequest.ALL, root -> {
            VarCharVector topics = (VarCharVector) root.getVector("topic");
            IntVector partitions = (IntVector) root.getVector("partition");
            BigIntVector offsets = (BigIntVector) root.getVector("offset");
            for (int row = 0; row < root.getRowCount(); row++) {
                String topic = String.valueOf(topics.getObject(row));
                long place = ExpectedGraph.placeFingerprint(fingerprint, topic, partitions.get(row), offsets.get(row));
                cell.write(root.getVector("key"), row);
                cell.write(root.getVector("value"), row);
                tally.found(place, fingerprint.finish(), topic + "-" + partitions.get(row) + "@" + offsets.get(row));
            }
        });
        tally.difference().ifPresent(differences::add);
    }

    private void compareOffsets() {
        Map<ExpectedGraph.Partition, Long> found = new TreeMap<>();
        for (SourceOffset source : graph.manifest().sources()) {
            if (!source.partition().cluster().equals(clusterId)) {
                differences.add("offsets of " + source.partition() + " are of the Kafka cluster "
                        + source.partition().cluster() + ", not of " + clusterId);
            }
            // A partition that nothing was put into may be recorded or not: both say the same.
            if (source.nextOffset() > 0) {
                found.put(
                        new ExpectedGraph.Partition(
                                source.partition().topic(), source.partition().partition()),
                        source.nextOffset());
            }
        }
        if (!found.equals(expected.nextOffsets())) {
            differences.add("next offsets are " + found + ", but must be " + expected.nextOffsets());
        }
    }

    private void compareAccount(int deadLetters) {
        Account totals = graph.manifest().totals();
        if (!totals.balances()
                || totals.polled() != expected.records()
                || totals.deadLettered() != deadLetters
                || totals.filtered() != 0) {
            differences.add("the account is " + totals + ", but must balance, with " + expected.records()
                    + " polled, none filtered and " + deadLetters + " dead-lettered");
        }
    }

    private interface Batch {
        void take(VectorSchemaRoot root);
    }

    private void scan(TableKind kind, String name, ScanRequest request, Batch batch) {
        try (ArrowReader reader = graph.scan(kind, name, request)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                batch.take(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read table " + name + " of the graph", e);
        }
    }
}
