package io.headgate.engine.write;

import io.headgate.recovery.id.TableId;

/**
 * What a graph version did to one table: for statistics, so counts may be left out where nobody had them at hand.
 *
 * @param fragmentsAdded number of fragments that it added
 * @param fragmentsRemoved number of fragments that maintenance replaced
 * @param rowsAdded number of rows in the added fragments
 * @param rowsRemoved number of rows that were deleted or replaced
 * @param bytesAdded size of the added data files, 0 when it is not known
 * @param rewrites number of rewrites of fragments
 * @param rowsRewritten number of rows that they have written
 * @param segmentsAdded number of segments of indexes that it added
 */
public record TableChange(
        TableId table,
        int fragmentsAdded,
        int fragmentsRemoved,
        long rowsAdded,
        long rowsRemoved,
        long bytesAdded,
        int rewrites,
        long rowsRewritten,
        int segmentsAdded) {}
