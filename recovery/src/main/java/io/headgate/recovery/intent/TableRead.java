package io.headgate.recovery.intent;

import io.headgate.recovery.id.TableId;

/**
 * A table whose content the write was checked against. The write holds only while the graph still pins that version.
 *
 * @param version the version that was read
 */
public record TableRead(TableId table, long version) {}
