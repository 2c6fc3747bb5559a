package io.headgate.engine.manifest;

import io.headgate.recovery.intent.SourcePartition;

/**
 * How far the graph contains a partition.
 *
 * @param nextOffset the first offset that it does not contain
 */
public record SourceOffset(SourcePartition partition, long nextOffset) {}
