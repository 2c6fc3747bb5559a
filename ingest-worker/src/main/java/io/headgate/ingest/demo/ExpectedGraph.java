package io.headgate.ingest.demo;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.ingest.config.TargetType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the graph must be: every produced record replayed, in the order of its partition, into plain maps. Holds 16 bytes and
 * some room for each row, whatever the row's size. Not thread-safe.
 */
final class ExpectedGraph {

    /** One partition of one topic. */
    record Partition(String topic, int number) implements Comparable<Partition> {
        @Override
        public int compareTo(Partition other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
        }
    }

    private final Map<TargetType, ExpectedTable> tables = new LinkedHashMap<>();
    private final Map<Partition, Long> nextOffsets = new TreeMap<>();
    private final FingerprintMap deadLetters = new FingerprintMap();
    private final RowFingerprint fingerprint = new RowFingerprint();
    private long records;

    ExpectedGraph(GraphSchema schema) {
        schema.nodes().forEach(node -> add(TableKind.NODE, node));
        schema.edges().forEach(edge -> add(TableKind.EDGE, edge));
    }

    private void add(TableKind kind, TypeDeclaration type) {
        tables.put(new TargetType(kind, type.name()), new ExpectedTable(type));
    }

    /** Takes the record that follows in its partition, and returns the offset it must get there. */
    long apply(DemoRecord record) {
        Partition partition = new Partition(record.topic().name(), record.partition());
        long offset = nextOffsets.merge(partition, 1L, Long::sum) - 1;
        records++;
        ExpectedTable table = tables.get(record.topic().into());
        if (table == null) {
            throw new IllegalArgumentException(
                    "the schema does not declare " + record.topic().into());
        }
        try {
            String place = partition.topic() + "/" + partition.number() + "/" + offset;
            table.apply(record.topic().mode(), place, record.key(), record.value());
        } catch (NotARow refusal) {
            deadLetters.put(
                    placeFingerprint(fingerprint, partition.topic(), partition.number(), offset),
                    deadLetterFingerprint(fingerprint, record.key(), record.value()));
        }
        return offset;
    }

    Map<TargetType, ExpectedTable> tables() {
        return tables;
    }

    /** The first offset of every partition that holds no record. */
    Map<Partition, Long> nextOffsets() {
        return nextOffsets;
    }

    FingerprintMap deadLetters() {
        return deadLetters;
    }

    long records() {
        return records;
    }

    static long placeFingerprint(RowFingerprint fingerprint, String topic, int partition, long offset) {
        return fingerprint.text(topic).integer(partition).integer(offset).finish();
    }

    static long deadLetterFingerprint(RowFingerprint fingerprint, byte @Nullable [] key, byte @Nullable [] value) {
        write(fingerprint, key);
        write(fingerprint, value);
        return fingerprint.finish();
    }

    private static void write(RowFingerprint fingerprint, byte @Nullable [] bytes) {
        if (bytes == null) {
            fingerprint.nothing();
        } else {
            fingerprint.text(bytes);
        }
    }
}
