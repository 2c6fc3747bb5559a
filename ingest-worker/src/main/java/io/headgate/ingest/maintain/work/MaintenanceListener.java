package io.headgate.ingest.maintain.work;

import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.ingest.maintain.event.RequestReason;
import java.util.List;
import java.util.Optional;

/** Told how maintenance gets on, on whichever thread it happens: quick, and never throws. */
public interface MaintenanceListener {
    MaintenanceListener NONE = new MaintenanceListener() {};

    /** All tables were looked at. */
    default void surveyed(List<TableStatus> tables) {}

    /** One table was looked at after it was worked on. */
    default void surveyed(TableStatus table) {}

    /** A request was dealt with. */
    default void worked(WorkReport report) {}

    /** The planner has asked for a table. */
    default void asked(RequestReason reason) {}

    /**
     * Old versions were removed, or not.
     *
     * @param report empty when it failed as a whole
     */
    default void cleanedUp(Optional<CleanupReport> report) {}

    /** So many requests wait for this process, as far as it knows. */
    default void waiting(long requests) {}
}
