package io.headgate.ingest.cli;

import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.WorkerConfig;
import java.util.Optional;

/**
 * Whether reading records of a topic once more can put rows into the graph twice. Upserts replace what they wrote before;
 * appends do not, and nothing in a graph says which tables are fed by them. Pure.
 *
 * @param config of the graph's workers, if it is known
 */
record ReplayRule(Optional<WorkerConfig> config) {

    /** How the topic is written, if it is known. */
    Optional<WriteMode> mode(String topic) {
        return config.flatMap(known -> known.sources().stream()
                .filter(source -> source.topic().equals(topic))
                .map(SourceConfig::mode)
                .findFirst());
    }

    /** What speaks against it; empty when nothing does. */
    Optional<String> objection(String topic) {
        Optional<WriteMode> mode = mode(topic);
        if (mode.isPresent()) {
            return mode.get() == WriteMode.UPSERT
                    ? Optional.empty()
                    : Optional.of(
                            "topic " + topic + " is written in append mode: what is read twice is in the graph twice."
                                    + " If that is wanted, say --allow-duplicates");
        }
        return Optional.of(
                config.isEmpty()
                        ? "whether topic " + topic
                                + " is written in append mode, where what is read twice is in the graph twice, is in the"
                                + " workers' configuration: give --config FILE, or say --allow-duplicates"
                        : "the configuration has no source for topic " + topic
                                + ", so whether it is written in append mode, where what is read twice is in the graph"
                                + " twice, is not known: give the one that has it, or say --allow-duplicates");
    }
}
