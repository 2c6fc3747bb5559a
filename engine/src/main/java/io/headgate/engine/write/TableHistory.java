package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TransactionId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says which movements of a HEAD are ours, by what the transactions themselves carry. */
final class TableHistory {

    /** Beyond this many versions after a pin, nobody of ours was at work. */
    private static final long LONGEST_TAIL = 10_000;

    private final GraphId graph;

    TableHistory(GraphId graph) {
        this.graph = graph;
    }

    TransactionStamp stamp(TransactionId id, List<IntentId> intents) {
        return new TransactionStamp(
                id,
                Map.of(
                        TransactionStamp.GRAPH_PROPERTY,
                        graph.value(),
                        TransactionStamp.INTENTS_PROPERTY,
                        intents.stream().map(IntentId::value).collect(Collectors.joining(","))));
    }

    /**
     * Makes sure that everything on a HEAD after the pin was put there by writers of this graph, so that restoring over it
     * destroys nobody's work.
     *
     * @throws RecoveryRequired when it was not
     */
    void requireOurs(TablePin pin, PinnedTable table, long head) {
        if (head < pin.version() || head - pin.version() > LONGEST_TAIL) {
            throw drift(pin, head, "the HEAD is at version " + head);
        }
        for (long version = table.version() + 1; version <= head; version++) {
            boolean ours = table.transactionOf(version)
                    .map(made -> graph.value().equals(made.stamp().properties().get(TransactionStamp.GRAPH_PROPERTY)))
                    .orElse(false);
            if (!ours) {
                throw drift(pin, head, "version " + version + " was made by other hands");
            }
        }
    }

    private static RecoveryRequired drift(TablePin pin, long head, String reason) {
        return new RecoveryRequired(
                pin.name(),
                pin.version(),
                head,
                "table " + pin.name() + " (" + pin.path() + ") is published at version " + pin.version() + ", but "
                        + reason
                        + "; Headgate does not overwrite what it cannot explain. Readers are not affected. Restore "
                        + "version " + pin.version() + " with the tool that moved it, then start the worker again");
    }
}
