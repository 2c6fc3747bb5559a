/** Real brokers and workers that are killed, paused and cut off from each other while a log is carried into a graph. */
@org.jspecify.annotations.NullMarked
package io.headgate.bench.chaos;
