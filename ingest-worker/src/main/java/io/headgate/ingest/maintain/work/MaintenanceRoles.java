package io.headgate.ingest.maintain.work;

/**
 * What a process does.
 *
 * @param plans whether it asks for maintenance
 * @param maintains whether it does what is asked for
 */
public record MaintenanceRoles(boolean plans, boolean maintains) {
    public static final MaintenanceRoles PLANNER = new MaintenanceRoles(true, false);
    public static final MaintenanceRoles MAINTAINER = new MaintenanceRoles(false, true);
    public static final MaintenanceRoles BOTH = new MaintenanceRoles(true, true);
}
