package io.headgate.ingest.config;

import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.Pace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The section {@code maintenance} of the worker's file. */
final class MaintenanceSection {

    static final String NAME = "maintenance";
    private static final String CLEANUP = "cleanup";

    private final Section section;
    private final EnvironmentReferences environment;

    private MaintenanceSection(Section section, EnvironmentReferences environment) {
        this.section = section;
        this.environment = environment;
    }

    static MaintenanceConfig read(Section top, EnvironmentReferences environment) {
        Section section = top.section(NAME).allowing(ConfigKeys.namesIn(NAME));
        return new MaintenanceSection(section, environment).config(top.names().contains(NAME));
    }

    private MaintenanceConfig config(boolean given) {
        return new MaintenanceConfig(
                section.read(ConfigKeys.MAINTENANCE_PREFIX, environment),
                section.read(ConfigKeys.MAINTENANCE_GROUP, environment),
                section.read(ConfigKeys.MAINTENANCE_EVENTS, environment).orElse(given),
                Math.toIntExact(value(ConfigKeys.MAINTENANCE_PARTITIONS)),
                section.read(ConfigKeys.MAINTENANCE_REPLICATION, environment).map(Math::toIntExact),
                new MaintenanceLimits(
                        value(ConfigKeys.MAINTENANCE_ROWS_PER_FRAGMENT),
                        Math.toIntExact(value(ConfigKeys.MAINTENANCE_FAN_IN)),
                        value(ConfigKeys.MAINTENANCE_DELETED_SHARE),
                        Math.toIntExact(value(ConfigKeys.MAINTENANCE_SEGMENTS)),
                        value(ConfigKeys.MAINTENANCE_VECTOR_ROWS),
                        value(ConfigKeys.MAINTENANCE_ROWS_PER_COMMIT),
                        MaintenanceLimits.DEFAULT.mostCommits(),
                        MaintenanceLimits.DEFAULT.attempts()),
                Pace.DEFAULT.withBusyShare(value(ConfigKeys.MAINTENANCE_BUSY_SHARE)),
                new PlannerConfig(
                        value(ConfigKeys.MAINTENANCE_EVERY),
                        value(ConfigKeys.MAINTENANCE_IN_FLIGHT_TIMEOUT),
                        value(ConfigKeys.MAINTENANCE_UNINDEXED_ROWS),
                        value(ConfigKeys.MAINTENANCE_UNINDEXED_AGE)),
                cleanup());
    }

    private Optional<CleanupConfig> cleanup() {
        Section cleanup = section.section(CLEANUP).allowing(ConfigKeys.namesIn(NAME + "." + CLEANUP));
        Optional<CleanupConfig> config = cleanup.read(ConfigKeys.CLEANUP_EVERY, environment)
                .map(every -> new CleanupConfig(
                        every,
                        cleanup.read(ConfigKeys.CLEANUP_KEEP_VERSIONS, environment),
                        cleanup.read(ConfigKeys.CLEANUP_OLDER_THAN, environment)));
        if (config.isEmpty() && !cleanup.names().isEmpty()) {
            throw cleanup.problem(
                    ConfigKeys.CLEANUP_EVERY.name(),
                    "is missing: without it nothing is ever removed, and the other keys say nothing");
        }
        return config;
    }

    /** The section with every key, as the file has it. */
    static Map<String, Object> write(MaintenanceConfig config) {
        Map<String, Object> keys = new LinkedHashMap<>();
        MaintenanceLimits limits = config.limits();
        PlannerConfig planner = config.planner();
        put(keys, ConfigKeys.MAINTENANCE_PREFIX, config.prefix());
        put(keys, ConfigKeys.MAINTENANCE_GROUP, config.group());
        put(keys, ConfigKeys.MAINTENANCE_EVENTS, Optional.of(config.events()));
        put(keys, ConfigKeys.MAINTENANCE_PARTITIONS, Optional.of((long) config.partitions()));
        put(keys, ConfigKeys.MAINTENANCE_REPLICATION, config.replication().map(Integer::longValue));
        put(keys, ConfigKeys.MAINTENANCE_EVERY, Optional.of(planner.every()));
        put(keys, ConfigKeys.MAINTENANCE_IN_FLIGHT_TIMEOUT, Optional.of(planner.inFlightTimeout()));
        put(keys, ConfigKeys.MAINTENANCE_UNINDEXED_ROWS, Optional.of(planner.unindexedRows()));
        put(keys, ConfigKeys.MAINTENANCE_UNINDEXED_AGE, Optional.of(planner.unindexedAge()));
        put(keys, ConfigKeys.MAINTENANCE_ROWS_PER_FRAGMENT, Optional.of(limits.rowsPerFragment()));
        put(keys, ConfigKeys.MAINTENANCE_FAN_IN, Optional.of((long) limits.fanIn()));
        put(keys, ConfigKeys.MAINTENANCE_DELETED_SHARE, Optional.of(limits.deletedShare()));
        put(keys, ConfigKeys.MAINTENANCE_SEGMENTS, Optional.of((long) limits.mostSegments()));
        put(keys, ConfigKeys.MAINTENANCE_VECTOR_ROWS, Optional.of(limits.vectorRows()));
        put(keys, ConfigKeys.MAINTENANCE_ROWS_PER_COMMIT, Optional.of(limits.rowsPerCommit()));
        put(keys, ConfigKeys.MAINTENANCE_BUSY_SHARE, Optional.of(config.pace().busyShare()));
        config.cleanup().ifPresent(cleanup -> {
            Map<String, Object> nested = new LinkedHashMap<>();
            put(nested, ConfigKeys.CLEANUP_EVERY, Optional.of(cleanup.every()));
            put(nested, ConfigKeys.CLEANUP_KEEP_VERSIONS, cleanup.keepVersions());
            put(nested, ConfigKeys.CLEANUP_OLDER_THAN, cleanup.olderThan());
            keys.put(CLEANUP, nested);
        });
        return keys;
    }

    private static <T> void put(Map<String, Object> keys, ConfigKey<T> key, Optional<T> value) {
        value.ifPresent(given ->
                keys.put(key.name(), EnvironmentReferences.escape(key.type().render(given))));
    }

    private <T> T value(ConfigKey<T> key) {
        return section.read(key, environment)
                .orElseThrow(() -> new IllegalStateException(key.path() + " has no default"));
    }
}
