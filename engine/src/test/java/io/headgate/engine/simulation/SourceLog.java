package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What Kafka holds: for each partition, records that set or delete people, or add edges, or are filtered out. Partitions may
 * write the same people; how many they have in common differs from log to log.
 */
final class SourceLog {

    private static final int KEYS = 4;

    private static final List<Integer> PERCENT_SHARED = List.of(0, 20, 60, 100);

    private final List<List<SourceRecord>> partitions = new ArrayList<>();

    SourceLog(Random random, int partitions, int length) {
        this(random, partitions, length, PERCENT_SHARED.get(random.nextInt(PERCENT_SHARED.size())));
    }

    /** @param percentShared how many of the records about people are about those that every partition writes */
    SourceLog(Random random, int partitions, int length, int percentShared) {
        this(random, partitions, length, percentShared, KEYS);
    }

    /** @param keys how many people each partition writes */
    SourceLog(Random random, int partitions, int length, int percentShared, int keys) {
        for (int partition = 0; partition < partitions; partition++) {
            List<SourceRecord> records = new ArrayList<>();
            for (int offset = 0; offset < length; offset++) {
                records.add(record(random, partition, offset, percentShared, keys));
            }
            this.partitions.add(List.copyOf(records));
        }
    }

    /** What becomes of a record. */
    enum Kind {
        SET,
        DELETE,
        CONNECT,
        FILTER
    }

    /**
     * One record.
     *
     * @param id of the row it is about
     * @param value what the row holds beside its id
     */
    record SourceRecord(Kind kind, String id, String value) {}

    private static SourceRecord record(Random random, int partition, int offset, int percentShared, int keys) {
        boolean shared = random.nextInt(100) < percentShared;
        String person = (shared ? "all" : "p" + partition) + "k" + random.nextInt(keys);
        int die = random.nextInt(20);
        if (die < 9) {
            return new SourceRecord(Kind.SET, person, "p" + partition + "o" + offset);
        }
        if (die < 12) {
            return new SourceRecord(Kind.DELETE, person, "");
        }
        if (die < 19) {
            return new SourceRecord(Kind.CONNECT, "p" + partition + "e" + offset, person + ">" + person);
        }
        return new SourceRecord(Kind.FILTER, "", "");
    }

    static SourcePartition partition(int number) {
        return new SourcePartition("cluster", "people", "topic-id", number);
    }

    static SourceClaim claim(int partition, long from, long to, long epoch) {
        return new SourceClaim(partition(partition), from, to, epoch);
    }

    static long epoch(GraphManifest manifest, int partition) {
        SourcePartition wanted = partition(partition);
        return manifest.source(wanted.topic(), partition)
                .map(SourceOffset::epoch)
                .orElse(0L);
    }

    static long nextOffset(GraphManifest manifest, int partition) {
        return manifest.nextOffset(partition(partition)).orElse(0L);
    }

    int partitions() {
        return partitions.size();
    }

    long end(int partition) {
        return partitions.get(partition).size();
    }

    List<SourceRecord> records(int partition, long from, long to) {
        return partitions.get(partition).subList((int) from, (int) to);
    }

    boolean isContainedIn(GraphManifest manifest) {
        for (int partition = 0; partition < partitions(); partition++) {
            if (nextOffset(manifest, partition) != end(partition)) {
                return false;
            }
        }
        return true;
    }

    /** Does to the tables what those records do. */
    void replay(int partition, long from, long to, Map<String, String> people, Map<String, String> follows) {
        for (SourceRecord record : records(partition, from, to)) {
            switch (record.kind()) {
                case SET -> people.put(record.id(), record.value());
                case DELETE -> people.remove(record.id());
                case CONNECT -> follows.put(record.id(), record.value());
                case FILTER -> {}
            }
        }
    }

    /** The people that those records set or delete. */
    Set<String> people(int partition, long from, long to) {
        return records(partition, from, to).stream()
                .filter(record -> record.kind() == Kind.SET || record.kind() == Kind.DELETE)
                .map(SourceRecord::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    long filtered(int partition, long from, long to) {
        return records(partition, from, to).stream()
                .filter(record -> record.kind() == Kind.FILTER)
                .count();
    }
}
