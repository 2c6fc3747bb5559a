package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;

/**
 * Where reading of a partition goes on.
 *
 * @param offset the next one to be read
 * @param recorded whether the graph knows the partition, with exactly that offset
 */
public record Placement(SourcePartition partition, long offset, boolean recorded) {}
