package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;

/**
 * A table whose new version holds exactly the pinned content and the write's effect.
 *
 * @param pin what a graph version would name
 * @param table open at that version
 */
record CommittedTable(TablePin pin, PinnedTable table) {}
