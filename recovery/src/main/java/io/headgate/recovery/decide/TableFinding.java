package io.headgate.recovery.decide;

import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Attempt;
import java.util.Optional;

/**
 * What the history of one table shows.
 *
 * @param table which table
 * @param name its name
 * @param shape how it stands to the pin
 * @param pinned the version that the graph names
 * @param head the newest version
 * @param attempt for {@link TableShape#APPLIED}, the attempt that landed
 * @param reason what was seen, for people
 */
public record TableFinding(
        TableId table,
        String name,
        TableShape shape,
        long pinned,
        long head,
        Optional<Attempt> attempt,
        String reason) {}
