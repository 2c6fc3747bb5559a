package io.headgate.engine.maintain;

import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.util.List;

/**
 * What was done to one table.
 *
 * @param table which one
 * @param name its name
 * @param published the graph versions that it took; none when there was nothing to do
 * @param fragmentsBefore number of fragments that were replaced
 * @param fragmentsAfter number of fragments that took their place
 * @param rowsRewritten rows that were written anew
 * @param segmentsBuilt segments of indexes that were built
 * @param overtaken number of rewrites and segments that came too late, because others had changed what they replace
 * @param others number of graph versions that others published meanwhile
 * @param finished whether nothing was left to do; else the limits were reached, or others were faster again and again
 */
public record TableReport(
        TableId table,
        String name,
        List<GraphVersion> published,
        int fragmentsBefore,
        int fragmentsAfter,
        long rowsRewritten,
        int segmentsBuilt,
        int overtaken,
        long others,
        boolean finished) {

    public TableReport {
        published = List.copyOf(published);
    }
}
