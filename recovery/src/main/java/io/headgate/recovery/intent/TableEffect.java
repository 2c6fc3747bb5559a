package io.headgate.recovery.intent;

import io.headgate.recovery.id.TableId;
import java.util.ArrayList;
import java.util.List;

/**
 * What an intent does to one table. The fragments and keys hold on every version of the table, so whoever comes next can put
 * the effect on the version that is published then.
 *
 * @param table which table
 * @param incarnation which life of it: a table that was dropped and added again is another one
 * @param path where it is, relative to the graph
 * @param baseVersion the version that the graph pinned when this was staged
 * @param kind how the content changes
 * @param fragments the staged data files, in the table store's own format
 * @param rows number of rows in the fragments
 * @param deletedKeys ids to remove without a replacement
 * @param attempts the newest ones, oldest first
 */
public record TableEffect(
        TableId table,
        long incarnation,
        String path,
        long baseVersion,
        EffectKind kind,
        List<String> fragments,
        long rows,
        List<String> deletedKeys,
        List<Attempt> attempts) {

    /** A forgotten attempt that landed is restored over instead of adopted; so this bounds the intent at no risk. */
    private static final int MOST_ATTEMPTS = 32;

    public TableEffect {
        fragments = List.copyOf(fragments);
        deletedKeys = List.copyOf(deletedKeys);
        attempts = List.copyOf(attempts);
    }

    public TableEffect with(Attempt attempt) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(attempt);
        return new TableEffect(
                table,
                incarnation,
                path,
                baseVersion,
                kind,
                fragments,
                rows,
                deletedKeys,
                more.subList(Math.max(0, more.size() - MOST_ATTEMPTS), more.size()));
    }
}
