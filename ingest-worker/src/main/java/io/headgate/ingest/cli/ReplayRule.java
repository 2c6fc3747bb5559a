package io.headgate.ingest.cli;

import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.WorkerConfig;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether reading records of a topic once more can put rows into the graph twice. Upserts replace what they wrote before;
 * appends do not, and nothing in a graph says which tables are fed by them. Pure.
 *
 * @param config of the graph's workers, if it is known
 */
record ReplayRule(Optional<WorkerConfig> config) {

    /** What comes of reading a topic once more. */
    enum Verdict {
        /** The same rows. */
        REPLACES,
        /** Rows that are there twice. */
        REPEATS,
        /** Nobody knows: the configuration has no source that the topic belongs to. */
        NO_SOURCE,
        /** Nobody knows: the configuration is not given. */
        NO_CONFIGURATION
    }

    /** By the sources that the topic belongs to, by its name or by a pattern; appends by one of them are enough. */
    Verdict verdict(String topic) {
        if (config.isEmpty()) {
            return Verdict.NO_CONFIGURATION;
        }
        Set<WriteMode> modes = config.get().sources().stream()
                .filter(source -> source.reads(topic))
                .map(SourceConfig::mode)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(WriteMode.class)));
        if (modes.isEmpty()) {
            return Verdict.NO_SOURCE;
        }
        return modes.contains(WriteMode.APPEND) ? Verdict.REPEATS : Verdict.REPLACES;
    }

    /** What speaks against it; empty when nothing does. */
    Optional<String> objection(String topic) {
        return switch (verdict(topic)) {
            case REPLACES -> Optional.empty();
            case REPEATS ->
                Optional.of("topic " + topic + " is written in append mode: what is read twice is in the graph twice."
                        + " If that is wanted, say --allow-duplicates");
            case NO_SOURCE ->
                Optional.of("the configuration has no source for topic " + topic
                        + ", so whether it is written in append mode, where what is read twice is in the graph"
                        + " twice, is not known: give the one that has it, or say --allow-duplicates");
            case NO_CONFIGURATION ->
                Optional.of("whether topic " + topic
                        + " is written in append mode, where what is read twice is in the graph twice, is in the"
                        + " workers' configuration: give --config FILE, or say --allow-duplicates");
        };
    }
}
