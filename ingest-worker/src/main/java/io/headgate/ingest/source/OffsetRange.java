package io.headgate.ingest.source;

/**
 * What Kafka has of a partition.
 *
 * @param start the oldest offset it has
 * @param end the offset after the last one that a reader of committed records can see
 */
public record OffsetRange(long start, long end) {}
