package io.headgate.recovery.intent;

import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
 * @param rewrites for maintenance, fragments that others take the place of
 * @param indexes for maintenance, segments of indexes that are added
 * @param indexedUpTo for maintenance, the graph version of which every row is in every declared index once this is in the table;
 *     empty when that cannot be said
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
        List<FragmentRewrite> rewrites,
        List<IndexBuild> indexes,
        Optional<GraphVersion> indexedUpTo,
        List<Attempt> attempts) {

    /** A forgotten attempt that landed is restored over instead of adopted; so this bounds the intent at no risk. */
    private static final int MOST_ATTEMPTS = 32;

    public TableEffect {
        fragments = List.copyOf(fragments);
        deletedKeys = List.copyOf(deletedKeys);
        rewrites = List.copyOf(rewrites);
        indexes = List.copyOf(indexes);
        attempts = List.copyOf(attempts);
    }

    /** Whether the content is the same afterwards. */
    public boolean keepsContent() {
        return kind == EffectKind.MAINTAIN;
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
                rewrites,
                indexes,
                indexedUpTo,
                more.subList(Math.max(0, more.size() - MOST_ATTEMPTS), more.size()));
    }
}
