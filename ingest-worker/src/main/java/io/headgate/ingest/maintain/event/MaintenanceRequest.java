package io.headgate.ingest.maintain.event;

import io.headgate.engine.manifest.TableKind;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.time.Instant;

/**
 * One record of the topic {@code <prefix>.maintenance}, keyed by the table's id: work on this table. The same request twice
 * changes nothing.
 *
 * @param version the newest graph version that the planner knew of when it asked
 * @param at when it asked
 */
public record MaintenanceRequest(
        GraphId graph,
        TableId table,
        TableKind kind,
        String name,
        RequestReason reason,
        GraphVersion version,
        Instant at) {}
