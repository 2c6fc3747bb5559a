package io.headgate.bench.ingest;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.DiskForcer;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.FileForcer;
import io.headgate.engine.object.LocalObjectStore;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.lance.DataFormat;
import io.headgate.engine.table.lance.LanceSettings;
import io.headgate.engine.table.lance.LanceTableStore;
import io.headgate.engine.table.lance.TextCompression;
import io.headgate.recovery.id.IdSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;

/** The graph that a job writes, with the job's choice of file format. */
final class Graphs {

    static final String ACTOR = "bench";

    private Graphs() {}

    static Durability durability(Job job) {
        String keyword = job.settings().text("durability", Durability.POWER_LOSS.keyword());
        return Durability.valueOf(keyword.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static GraphEnvironment environment(Job job, BufferAllocator allocator) {
        Durability durability = durability(job);
        Clock clock = Clock.systemUTC();
        IdSource ids = new IdSource(clock, new SecureRandom());
        FileForcer forcer = new DiskForcer();
        return GraphEnvironment.of(
                LocalObjectStore.open(job.output(), durability, forcer, ids),
                new LanceTableStore(job.output(), allocator, durability, forcer, lance(job.settings())),
                allocator,
                clock,
                ids);
    }

    static Graph open(GraphEnvironment environment) {
        return Graph.openOrInit(environment, People.SCHEMA_SOURCE, ACTOR);
    }

    static long count(Graph graph) {
        try (Snapshot snapshot = graph.snapshot()) {
            return snapshot.count(TableKind.NODE, People.TYPE);
        }
    }

    private static LanceSettings lance(Settings settings) {
        LanceSettings chosen = LanceSettings.DEFAULT;
        if (settings.find("compression").isPresent()) {
            chosen = chosen.withCompression(TextCompression.valueOf(settings.text("compression")));
        }
        return settings.find("format").isPresent()
                ? chosen.withFormat(DataFormat.valueOf(settings.text("format")))
                : chosen;
    }
}
