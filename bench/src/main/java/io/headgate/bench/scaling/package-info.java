/**
 * How writing scales with the number of workers when storage is as slow to answer as S3, and how long a record takes from Kafka
 * until it is visible.
 */
@org.jspecify.annotations.NullMarked
package io.headgate.bench.scaling;
