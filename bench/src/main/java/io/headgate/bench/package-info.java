/** Benchmarks and the peers they compare with; nothing here ships. */
@org.jspecify.annotations.NullMarked
package io.headgate.bench;
