package io.headgate.ingest.cli;

import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.maintain.work.MaintenanceRoles;

/** Runs a maintenance process. */
@FunctionalInterface
public interface MaintenanceVerb {

    /**
     * Returns when the process has left in good order, because it was told to stop.
     *
     * @param stop how the process is told to stop
     */
    void run(WorkerConfig config, MaintenanceRoles roles, StopSignal stop);
}
