package io.headgate.ingest.config;

import java.time.Duration;

/**
 * When a batch is closed and written: at the first limit that it reaches.
 *
 * @param every age of its first record
 * @param maxRows number of records
 * @param maxBytes decoded size in memory
 */
public record CommitConfig(Duration every, long maxRows, DataSize maxBytes) {}
