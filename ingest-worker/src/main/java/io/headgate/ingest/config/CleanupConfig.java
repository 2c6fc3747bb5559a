package io.headgate.ingest.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How often old versions are removed by the maintenance process, and what is kept.
 *
 * @param keepVersions the newest so many graph versions are kept
 * @param olderThan only what is older is removed
 */
public record CleanupConfig(Duration every, Optional<Long> keepVersions, Optional<Duration> olderThan) {}
