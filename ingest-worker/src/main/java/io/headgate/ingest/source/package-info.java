/** Kafka: which partitions, from which offsets, and whether they are the ones the graph has recorded. */
@org.jspecify.annotations.NullMarked
package io.headgate.ingest.source;
