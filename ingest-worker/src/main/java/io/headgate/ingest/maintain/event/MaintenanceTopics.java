package io.headgate.ingest.maintain.event;

import io.headgate.ingest.config.MaintenanceConfig;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.error.BadConfiguration;
import java.util.regex.Pattern;

/**
 * The names that maintenance has in Kafka.
 *
 * @param commits topic of {@link GraphEvent}s
 * @param requests topic of {@link MaintenanceRequest}s
 * @param planner application id of the planner: its group, and the beginning of the name of its changelog
 * @param group of those who take requests
 */
public record MaintenanceTopics(String commits, String requests, String planner, String group) {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /**
     * The names by the configuration.
     *
     * @throws BadConfiguration when the prefix is to be the workers' group, whose name no topic can have
     */
    public static MaintenanceTopics of(WorkerConfig config) {
        MaintenanceConfig maintenance = config.maintenance();
        String workers = config.kafka().getOrDefault("group.id", "");
        String prefix = maintenance.prefix().orElse(workers);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new BadConfiguration(
                    "maintenance.prefix",
                    "maintenance.prefix is not given, and the name of a topic cannot begin with kafka.group.id, '"
                            + workers
                            + "'; set maintenance.prefix to letters, digits, '.', '_' and '-'");
        }
        return new MaintenanceTopics(
                prefix + ".commits",
                prefix + ".maintenance",
                prefix + ".planner",
                maintenance.group().orElse(workers + "-maintenance"));
    }
}
