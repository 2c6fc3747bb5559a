package io.headgate.bench.ingest;

import io.headgate.engine.object.Durability;
import io.headgate.engine.table.lance.DataFormat;
import io.headgate.engine.table.lance.TextCompression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every case of the bench. */
final class CaseCatalog {

    /** What the worker closes a batch at, unless time closes it first. */
    private static final int OUR_BATCH = 500_000;

    private static final int LANCE_BATCH = 100_000;

    private CaseCatalog() {}

    static List<CaseGroup> groups(List<Long> baseSizes) {
        List<CaseGroup> groups = new ArrayList<>();
        groups.add(append());
        baseSizes.forEach(rows -> groups.add(upsert(rows)));
        groups.add(formats());
        groups.add(fetching());
        return groups;
    }

    private static CaseGroup append() {
        return new CaseGroup(
                "Append",
                "naive",
                List.of(
                        CaseSpec.of("poll", "raw poll", Work.RAW_POLL),
                        CaseSpec.of("decode", "poll + decode into Arrow", Work.POLL_DECODE)
                                .with("batch-rows", LANCE_BATCH),
                        naive("naive", LANCE_BATCH),
                        naive("naive-large", OUR_BATCH),
                        worker("worker", "worker, end to end"),
                        worker("worker-process-crash", "worker, durability: process-crash")
                                .with("durability", Durability.PROCESS_CRASH.keyword()),
                        writes("writes", "write path alone, rows decoded beforehand"),
                        writes("writes-process-crash", "write path alone, durability: process-crash")
                                .with("durability", Durability.PROCESS_CRASH.keyword())));
    }

    private static CaseSpec naive(String name, int rows) {
        return CaseSpec.of(name, "naive loop, one thread, a commit every " + thousands(rows) + " rows", Work.NAIVE_LOOP)
                .with("batch-rows", rows);
    }

    private static CaseSpec worker(String name, String title) {
        return CaseSpec.of(name, title, Work.WORKER).with("mode", "append");
    }

    private static CaseSpec writes(String name, String title) {
        return CaseSpec.of(name, title, Work.GRAPH_WRITES).with("batch-rows", OUR_BATCH);
    }

    private static CaseGroup upsert(long rows) {
        String size = "-" + millions(rows);
        return new CaseGroup(
                "Upsert, half of the keys existing, into " + millions(rows) + " rows",
                "merge" + size,
                List.of(
                        merge("merge" + size, "`mergeInsert`", LANCE_BATCH, rows)
                                .with("only-write", true),
                        merge("merge-large" + size, "`mergeInsert`", OUR_BATCH, rows)
                                .with("only-write", true),
                        merge("merge-loop" + size, "poll + decode + `mergeInsert`, one thread", LANCE_BATCH, rows),
                        merge("merge-loop-large" + size, "poll + decode + `mergeInsert`, one thread", OUR_BATCH, rows),
                        worker("worker" + size, "worker, end to end").into(rows),
                        writes("writes" + size, "write path alone, rows decoded beforehand")
                                .into(rows)));
    }

    private static CaseSpec merge(String name, String title, int batch, long rows) {
        return CaseSpec.of(name, title + ", batches of " + thousands(batch), Work.NAIVE_LOOP)
                .with("batch-rows", batch)
                .into(rows);
    }

    private static CaseGroup formats() {
        List<CaseSpec> cases = new ArrayList<>();
        for (DataFormat format : DataFormat.values()) {
            for (TextCompression compression : TextCompression.values()) {
                String name = "format-" + format + "-" + compression;
                cases.add(writes(
                                name.toLowerCase(Locale.ROOT).replace('_', '.'),
                                "data files " + format.name().replace('_', '.').substring(1) + ", text "
                                        + compression.name().toLowerCase(Locale.ROOT))
                        .with("format", format)
                        .with("compression", compression));
            }
        }
        return new CaseGroup(
                "Data file format and text compression: the write path alone", "format-v2.1-automatic", cases);
    }

    private static CaseGroup fetching() {
        return new CaseGroup(
                "Kafka settings",
                "kafka-worker",
                List.of(
                        CaseSpec.of("kafka-poll-500", "raw poll, Kafka's defaults", Work.RAW_POLL)
                                .with("kafka.max.poll.records", 500)
                                .with("kafka.max.partition.fetch.bytes", 1 << 20)
                                .with("kafka.receive.buffer.bytes", 64 << 10),
                        CaseSpec.of("kafka-poll-1mib", "raw poll, fetching 1 MiB a partition", Work.RAW_POLL)
                                .with("kafka.max.partition.fetch.bytes", 1 << 20),
                        CaseSpec.of("kafka-poll", "raw poll, the worker's settings", Work.RAW_POLL),
                        worker("kafka-worker-defaults", "worker, Kafka's defaults for fetching")
                                .with("kafka.max.poll.records", 500)
                                .with("kafka.max.partition.fetch.bytes", 1 << 20)
                                .with("kafka.receive.buffer.bytes", 64 << 10),
                        worker("kafka-worker-2mib", "worker, fetching 2 MiB a partition")
                                .with("kafka.max.partition.fetch.bytes", 2 << 20),
                        worker("kafka-worker-consumer", "worker, `group.protocol: consumer`")
                                .with("kafka.group.protocol", "consumer"),
                        worker("kafka-worker", "worker, its own settings, `group.protocol: classic`")));
    }

    private static String thousands(int rows) {
        return rows / 1000 + "k";
    }

    private static String millions(long rows) {
        return rows % 1_000_000 == 0 ? rows / 1_000_000 + "M" : rows / 1000 + "k";
    }
}
