package io.headgate.ingest.config;

import io.headgate.engine.write.WriteMode;

/**
 * One topic and the type that it feeds.
 *
 * @param mode upsert or append
 * @param start only for partitions that the graph does not know yet
 */
public record SourceConfig(String topic, TargetType into, RecordFormat format, WriteMode mode, StartPosition start) {}
