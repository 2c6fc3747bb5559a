package io.headgate.engine.write;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableTransaction;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.decide.Movement;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TransactionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signs transactions as this graph's, and reads the signatures of those that moved a table. */
final class TableHistory {

    private static final int KEPT_MOVEMENTS = 4096;

    private final GraphId graph;
    private final Map<Version, Movement> shown = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Movement> eldest) {
            return size() > KEPT_MOVEMENTS;
        }
    });

    private record Version(TablePath path, long version) {}

    TableHistory(GraphId graph) {
        this.graph = graph;
    }

    /** For a commit that carries out intents. */
    TransactionStamp stamp(TransactionId id, List<IntentId> intents) {
        return new TransactionStamp(id, properties(intents));
    }

    /** For a restore. */
    TransactionStamp stampOfRestore(TransactionId id, List<IntentId> intents, long restored) {
        Map<String, String> properties = properties(intents);
        properties.put(TransactionStamp.RESTORES_PROPERTY, Long.toString(restored));
        return new TransactionStamp(id, properties);
    }

    private Map<String, String> properties(List<IntentId> intents) {
        Map<String, String> properties = new HashMap<>();
        properties.put(TransactionStamp.GRAPH_PROPERTY, graph.value());
        properties.put(
                TransactionStamp.INTENTS_PROPERTY,
                intents.stream().map(IntentId::value).collect(Collectors.joining(",")));
        return properties;
    }

    /** Every version after the one that is open, up to the HEAD. */
    List<Movement> after(PinnedTable table, long head) {
        List<Movement> movements = new ArrayList<>();
        for (long version = table.version() + 1; version <= head; version++) {
            movements.add(movement(table, version));
        }
        return movements;
    }

    /** Versions never change, so one that shows its transaction is asked once; one that does not may be asked again. */
    private Movement movement(PinnedTable table, long version) {
        Version key = new Version(table.path(), version);
        @Nullable Movement known = shown.get(key);
        if (known != null) {
            return known;
        }
        Movement read = new Movement(version, table.transactionOf(version).map(this::made));
        if (read.made().isPresent()) {
            shown.put(key, read);
        }
        return read;
    }

    private Movement.Made made(TableTransaction transaction) {
        Map<String, String> properties = transaction.stamp().properties();
        return new Movement.Made(
                transaction.stamp().id(),
                transaction.readVersion(),
                transaction.operation(),
                graph.value().equals(properties.get(TransactionStamp.GRAPH_PROPERTY)),
                number(properties.getOrDefault(TransactionStamp.RESTORES_PROPERTY, "")));
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
