package io.headgate.engine.verify;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.engine.table.TablePath;
import io.headgate.recovery.codec.IntentCodec;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.TableEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The intents that are there: writes in flight, or left by writers that died. Keeps what they say about files. */
final class PendingIntents {

    private static final String KEEP =
            "Writers refuse to work while it is there. Restore it from a copy, or ask for help before removing it.";

    private final Map<TablePath, List<String>> staged = new HashMap<>();
    private final Map<TablePath, List<String>> segments = new HashMap<>();
    private final Map<TablePath, List<TransactionId>> transactions = new HashMap<>();

    private PendingIntents() {}

    /** @param graph whose intents they should be, when that is known */
    static PendingIntents read(ObjectStore objects, Optional<GraphId> graph, int most, Findings out) {
        JsonCodec<Intent> codec = IntentCodec.create();
        PendingIntents pending = new PendingIntents();
        List<ObjectKey> keys = objects.list(GraphKeys.INTENT_PREFIX, most);
        long readable = 0;
        for (ObjectKey key : keys) {
            try {
                Optional<StoredObject> object = objects.get(key);
                if (object.isPresent()) {
                    pending.accept(codec.read(object.get().content(), key.path()), key, graph, out);
                    readable++;
                }
            } catch (HeadgateException | IllegalArgumentException e) {
                out.problem(Check.INTENTS, Problem.ofObject(key.path(), String.valueOf(e.getMessage()), KEEP));
            }
        }
        out.count(Check.INTENTS, "pending", readable);
        if (readable > 0) {
            out.note(
                    Check.INTENTS,
                    (keys.size() == most ? "at least " : "") + readable
                            + " writes have begun and are not finished: they are under way, or the next writer finishes"
                            + " what is left of them");
        }
        return pending;
    }

    /** Texts that name data files of the table. */
    List<String> staged(TablePath table) {
        return staged.getOrDefault(table, List.of());
    }

    /** Texts that name segments of indexes of the table. */
    List<String> segments(TablePath table) {
        return segments.getOrDefault(table, List.of());
    }

    List<TransactionId> transactions(TablePath table) {
        return transactions.getOrDefault(table, List.of());
    }

    private void accept(Intent intent, ObjectKey key, Optional<GraphId> graph, Findings out) {
        if (!key.equals(GraphKeys.intent(intent.id()))) {
            out.problem(
                    Check.INTENTS,
                    Problem.ofObject(key.path(), "it is intent " + intent.id() + ", which has another name", KEEP));
        }
        if (graph.isPresent() && !graph.get().equals(intent.graph())) {
            out.problem(
                    Check.INTENTS,
                    Problem.ofObject(key.path(), "it belongs to another graph, " + intent.graph(), KEEP));
        }
        for (TableEffect effect : intent.effects()) {
            TablePath path = new TablePath(effect.path());
            List<String> files = staged.computeIfAbsent(path, first -> new ArrayList<>());
            files.addAll(effect.fragments());
            effect.rewrites().forEach(rewrite -> files.addAll(rewrite.replacements()));
            List<String> built = segments.computeIfAbsent(path, first -> new ArrayList<>());
            effect.indexes().forEach(index -> built.add(index.segment()));
            List<TransactionId> ids = transactions.computeIfAbsent(path, first -> new ArrayList<>());
            effect.attempts().forEach(attempt -> ids.addAll(attempt.steps()));
        }
    }
}
