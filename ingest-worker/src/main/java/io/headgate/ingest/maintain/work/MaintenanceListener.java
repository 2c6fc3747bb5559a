package io.headgate.ingest.maintain.work;

import io.headgate.engine.maintain.TableStatus;
import io.headgate.ingest.maintain.event.RequestReason;
import java.util.List;

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

    /** So many requests wait for this process, as far as it knows. */
    default void waiting(long requests) {}
}
