package io.headgate.bench.ingest;

import io.headgate.ingest.broker.KafkaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs cases against one broker and one topic, and keeps the tables that upserts begin with. */
final class Runs {

    private static final String TOPIC = "people";
    private static final String WARM_UP_TOPIC = "people-warm-up";

    private final KafkaProcess kafka;
    private final Path directory;
    private final long records;
    private final long warmUp;
    private final CaseProcess process;
    private final CaseProcess baseMaker;

    /** Fills the topics. */
    Runs(
            KafkaProcess kafka,
            Path directory,
            long records,
            long warmUp,
            Optional<Path> recordings,
            List<String> jvmFlags) {
        this.kafka = kafka;
        this.directory = directory;
        this.records = records;
        this.warmUp = warmUp;
        this.process = new CaseProcess(directory.resolve("case"), recordings, jvmFlags);
        this.baseMaker = new CaseProcess(directory.resolve("base-maker"), Optional.empty(), List.of());
        Topics.fill(kafka, TOPIC, records);
        Topics.fill(kafka, WARM_UP_TOPIC, warmUp);
    }

    Measurement measure(CaseSpec spec) {
        Settings settings = common(TOPIC, records)
                .with("work", spec.work())
                .with("warm-up.topic", WARM_UP_TOPIC)
                .with("warm-up.records", warmUp)
                .withAll(spec.settings());
        if (spec.baseRows().isPresent()) {
            String kind = spec.work() == Work.NAIVE_LOOP ? "plain" : "graph";
            settings = settings.with("base", base(kind, spec.baseRows().get(), TOPIC, records))
                    .with("warm-up.base", base(kind, warmUp, WARM_UP_TOPIC, warmUp));
        }
        settle();
        return process.run(spec.name(), settings);
    }

    private Path base(String kind, long rows, String topic, long topicRecords) {
        Path base = directory.resolve("bases").resolve(topic + "-" + kind + "-" + rows);
        if (!Files.exists(base)) {
            Settings settings = common(topic, topicRecords)
                    .with("work", Work.MAKE_BASE)
                    .with("base-kind", kind)
                    .with("base-rows", rows)
                    .with("output", base);
            baseMaker.run("base", settings);
        }
        return base;
    }

    private Settings common(String topic, long topicRecords) {
        return Settings.NONE
                .with("bootstrap-servers", kafka.bootstrapServers())
                .with("topic", topic)
                .with("records", topicRecords);
    }

    /** What an earlier case left to be written to disk must not slow down the next one. */
    private static void settle() {
        try {
            new ProcessBuilder("sync").inheritIO().start().waitFor();
        } catch (IOException e) {
            // A system without it: the figures are noisier there.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
