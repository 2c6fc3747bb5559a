package io.headgate.engine.verify;

import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TableStore;

/**
 * What a task reads tables with.
 *
 * @param progress to be told again and again: whoever waits takes a long silence for a hang
 */
record TableAccess(TableStore store, TableInspection inspection, Runnable progress) {}
