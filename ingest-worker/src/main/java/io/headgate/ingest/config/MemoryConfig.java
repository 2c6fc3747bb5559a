package io.headgate.ingest.config;

/**
 * Limits on memory.
 *
 * @param offHeap most memory for decoded rows, those being filled and those being written together
 * @param maxRecord largest record that is decoded; a larger one becomes a dead letter
 */
public record MemoryConfig(DataSize offHeap, DataSize maxRecord) {}
