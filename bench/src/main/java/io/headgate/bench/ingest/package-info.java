/**
 * The way of a record from Kafka into a table, measured from end to end and in parts, beside what people would write
 * without Headgate. {@link io.headgate.bench.ingest.BenchMain} runs every case in a JVM of its own.
 */
@org.jspecify.annotations.NullMarked
package io.headgate.bench.ingest;
