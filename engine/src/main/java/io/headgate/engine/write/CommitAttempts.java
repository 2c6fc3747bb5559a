package io.headgate.engine.write;

import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Attempt;
import java.util.List;
import java.util.Map;

/** Where the transaction ids of table commits come from, and which intents the commits are for. */
interface CommitAttempts {

    List<IntentId> intents();

    /** Attempts that may be found on the table and then are adopted. */
    List<Attempt> of(TableId table);

    /**
     * An attempt for each planned commit, never tried before.
     *
     * @throws IntentMoved when the intent is not there any more or in other hands
     */
    Map<TableId, Attempt> announce(List<Plan> plans);

    /**
     * A commit that is about to be tried.
     *
     * @param onVersion the version it is built on
     * @param steps number of transactions that it consists of
     * @param rows number of rows that the table will have
     */
    record Plan(TableId table, long onVersion, int steps, long rows) {}
}
