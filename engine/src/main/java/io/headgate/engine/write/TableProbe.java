package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.decide.TableClassifier;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.Attempt;
import java.util.List;
import java.util.Optional;

/** Looks at a table's HEAD and, when it has moved, at the history behind it. Costs one look-up when it has not. */
final class TableProbe {

    /** Beyond this many versions after a pin, nobody of ours was at work. */
    private static final long LONGEST_TAIL = 10_000;

    private final TableHistory history;
    private final OpenTables open;

    TableProbe(TableHistory history, OpenTables open) {
        this.history = history;
        this.open = open;
    }

    /**
     * @param table open at the pin
     * @param attempts of the intent in question
     */
    TableFinding find(TablePin pin, PinnedTable table, List<Attempt> attempts) {
        long head = table.headVersion();
        if (head - pin.version() > LONGEST_TAIL) {
            return finding(
                    pin,
                    TableShape.FOREIGN,
                    head,
                    "it has more than " + LONGEST_TAIL + " versions after the one that the graph names");
        }
        return new TableClassifier(pin.id(), pin.name(), pin.version(), pin.transaction())
                .classify(head, history.after(table, head), attempts);
    }

    /** The same for a table that perhaps cannot be opened. */
    TableFinding find(TablePin pin, List<Attempt> attempts) {
        try {
            return find(pin, open.at(pin), attempts);
        } catch (CorruptState e) {
            return finding(pin, TableShape.GONE, pin.version(), String.valueOf(e.getMessage()));
        }
    }

    private static TableFinding finding(TablePin pin, TableShape shape, long head, String reason) {
        return new TableFinding(pin.id(), pin.name(), shape, pin.version(), head, Optional.empty(), reason);
    }
}
