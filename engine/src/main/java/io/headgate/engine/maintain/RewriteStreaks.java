package io.headgate.engine.maintain;

import io.headgate.recovery.id.TableId;
import java.util.HashMap;
import java.util.Map;

/**
 * How often in a row fragments of a table were rewritten. They come first, because indexes are built over what becomes of them; but
 * where writers leave something to rewrite all the time, indexes have their turn, too.
 */
final class RewriteStreaks {

    static final int LONGEST = 4;

    private final Map<TableId, Integer> commits = new HashMap<>();

    /** Whether indexes that have something to do come before fragments that have. */
    boolean isLongEnough(TableId table) {
        return commits.getOrDefault(table, 0) >= LONGEST;
    }

    void rewritten(TableId table) {
        commits.merge(table, 1, Integer::sum);
    }

    void indexed(TableId table) {
        commits.remove(table);
    }
}
