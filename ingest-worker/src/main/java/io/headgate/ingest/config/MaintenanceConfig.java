package io.headgate.ingest.config;

import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.Pace;
import java.util.Optional;

/**
 * How the tables of a graph are kept fast beside its workers.
 *
 * @param prefix of the names of the two topics; empty: the workers' {@code group.id}
 * @param group consumer group of the processes that maintain; empty: the workers' one with {@code -maintenance}
 * @param events whether graph versions that are published are told to the planner
 * @param partitions of the topic of requests, when it has to be created
 * @param replication of topics that have to be created; empty: what the brokers do
 * @param limits when a table is worth working on, and how much is done at a time
 * @param pace how much room it leaves to those who write meanwhile
 * @param cleanup empty: old versions are not removed
 */
public record MaintenanceConfig(
        Optional<String> prefix,
        Optional<String> group,
        boolean events,
        int partitions,
        Optional<Integer> replication,
        MaintenanceLimits limits,
        Pace pace,
        PlannerConfig planner,
        Optional<CleanupConfig> cleanup) {

    /** What holds when nothing is said of it. */
    public static final MaintenanceConfig DEFAULT = new MaintenanceConfig(
            Optional.empty(),
            Optional.empty(),
            false,
            8,
            Optional.empty(),
            MaintenanceLimits.DEFAULT,
            Pace.DEFAULT,
            PlannerConfig.DEFAULT,
            Optional.empty());

    public MaintenanceConfig withEvents(boolean newEvents) {
        return new MaintenanceConfig(prefix, group, newEvents, partitions, replication, limits, pace, planner, cleanup);
    }

    public MaintenanceConfig withLimits(MaintenanceLimits newLimits) {
        return new MaintenanceConfig(prefix, group, events, partitions, replication, newLimits, pace, planner, cleanup);
    }

    public MaintenanceConfig withPace(Pace newPace) {
        return new MaintenanceConfig(prefix, group, events, partitions, replication, limits, newPace, planner, cleanup);
    }

    public MaintenanceConfig withPlanner(PlannerConfig newPlanner) {
        return new MaintenanceConfig(prefix, group, events, partitions, replication, limits, pace, newPlanner, cleanup);
    }

    public MaintenanceConfig withCleanup(CleanupConfig newCleanup) {
        return new MaintenanceConfig(
                prefix, group, events, partitions, replication, limits, pace, planner, Optional.of(newCleanup));
    }
}
