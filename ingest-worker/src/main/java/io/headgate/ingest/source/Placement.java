package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;

/**
 * Where reading of a partition goes on.
 *
 * @param offset the next one to be read
 * @param recorded whether the graph knows the partition, with exactly that offset
 * @param epoch the graph's epoch of the partition, which claims on what is read from here carry
 */
public record Placement(SourcePartition partition, long offset, boolean recorded, long epoch) {}
