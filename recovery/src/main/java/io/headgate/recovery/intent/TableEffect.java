package io.headgate.recovery.intent;

import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import java.util.List;

/**
 * What an intent does to one table.
 *
 * @param table which table
 * @param path where it is, relative to the graph
 * @param baseVersion the version that the graph pinned when this was staged
 * @param transaction the id of the first attempt
 * @param kind how the content changes
 * @param fragments the staged data files, in the table store's own format
 * @param rows number of rows in the fragments
 * @param deletedKeys ids to remove without a replacement
 */
public record TableEffect(
        TableId table,
        String path,
        long baseVersion,
        TransactionId transaction,
        EffectKind kind,
        List<String> fragments,
        long rows,
        List<String> deletedKeys) {

    public TableEffect {
        fragments = List.copyOf(fragments);
        deletedKeys = List.copyOf(deletedKeys);
    }
}
