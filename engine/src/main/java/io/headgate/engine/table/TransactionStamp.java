package io.headgate.engine.table;

import io.headgate.recovery.id.TransactionId;
import java.util.Map;

/**
 * What identifies one transaction in a table's history.
 *
 * @param id chosen by the committer, fresh for every attempt
 * @param properties stored with the transaction; a history that shows ours is explained even when the intent is gone
 */
public record TransactionStamp(TransactionId id, Map<String, String> properties) {

    /** Property that names the graph whose writer made the transaction. */
    public static final String GRAPH_PROPERTY = "headgate.graph";
    /** Property that names the intents the transaction carries out, joined by commas. */
    public static final String INTENTS_PROPERTY = "headgate.intents";

    /** Property of a restore that says which version's content it put back. */
    public static final String RESTORES_PROPERTY = "headgate.restores";

    public TransactionStamp {
        properties = Map.copyOf(properties);
    }
}
