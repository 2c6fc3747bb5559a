package io.headgate.engine.write;

import io.headgate.engine.write.Interleaving.Phase;
import io.headgate.engine.write.Operation.Ending;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What comes of any two operations of which the second runs to its end while the first is under way. */
final class ConflictTable {

    /** What comes of a pair. */
    enum Outcome {
        /** Each did what it was to do. */
        BOTH("both"),
        /** The second did what both were to do, or what the first had staged does not fit any more: it has nothing left to do. */
        FIRST_YIELDS("the first yields"),
        SECOND_YIELDS("the second yields");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        static Outcome of(Ending first, Ending second) {
            if (first == Ending.DONE && second == Ending.DONE) {
                return BOTH;
            }
            if (first == Ending.NOTHING_LEFT && second == Ending.DONE) {
                return FIRST_YIELDS;
            }
            if (first == Ending.DONE && second == Ending.NOTHING_LEFT) {
                return SECOND_YIELDS;
            }
            throw new AssertionError("the first: " + first + ", the second: " + second);
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What comes of a pair, however far the first one is. */
    enum Cell {
        BOTH("both", "both succeed", Map.of()),
        FIRST_UNTIL_VISIBLE(
                "first, until visible",
                "the first yields and has nothing left to do; once it is visible each does its part",
                Map.of(Phase.HIDDEN, Outcome.FIRST_YIELDS, Phase.KNOWN, Outcome.FIRST_YIELDS)),
        WHO_IS_LATER(
                "who is later",
                "the one that publishes second yields and has nothing left to do",
                Map.of(
                        Phase.HIDDEN,
                        Outcome.FIRST_YIELDS,
                        Phase.KNOWN,
                        Outcome.FIRST_YIELDS,
                        Phase.VISIBLE,
                        Outcome.SECOND_YIELDS,
                        Phase.OVER,
                        Outcome.SECOND_YIELDS)),
        WHO_COMES_LATE(
                "who comes late",
                "the first yields when the second gives up versions before it does; once it is visible the second helps to remove"
                        + " them, and has nothing left to do when the tables are done",
                Map.of(Phase.HIDDEN, Outcome.FIRST_YIELDS, Phase.OVER, Outcome.SECOND_YIELDS)),
        SECOND_WHILE_ARMED(
                "second, while armed",
                "as long as the intent of the first is there, the second leaves the table to it, and the next one restores it;"
                        + " else both succeed",
                Map.of(Phase.KNOWN, Outcome.SECOND_YIELDS, Phase.VISIBLE, Outcome.SECOND_YIELDS)),
        FIRST_ONCE_RESTORED(
                "first, once restored",
                "the second builds on the HEAD that the first restored and publishes it with its own work; before and after"
                        + " that both succeed",
                Map.of(Phase.KNOWN, Outcome.FIRST_YIELDS));

        private final String words;
        private final String meaning;
        private final Map<Phase, Outcome> unlessBoth;

        Cell(String words, String meaning, Map<Phase, Outcome> unlessBoth) {
            this.words = words;
            this.meaning = meaning;
            this.unlessBoth = unlessBoth;
        }

        Outcome outcome(Phase phase) {
            return unlessBoth.getOrDefault(phase, Outcome.BOTH);
        }

        String words() {
            return words;
        }

        String meaning() {
            return meaning;
        }
    }

    private static final Map<Operation, List<Cell>> ROWS = rows();

    private ConflictTable() {}

    static Cell cell(Operation first, Operation second) {
        return ROWS.get(first).get(second.ordinal());
    }

    /** In the order of the operations. */
    private static Map<Operation, List<Cell>> rows() {
        Cell both = Cell.BOTH;
        Cell leaves = Cell.SECOND_WHILE_ARMED;
        Cell gives = Cell.FIRST_ONCE_RESTORED;
        Cell shares = Cell.FIRST_UNTIL_VISIBLE;
        Map<Operation, List<Cell>> rows = new EnumMap<>(Operation.class);
        for (Operation write : Set.of(Operation.APPEND, Operation.UPSERT, Operation.DELETE)) {
            rows.put(write, List.of(both, both, both, both, both, both, both, leaves));
        }
        rows.put(Operation.OPTIMIZE, List.of(both, both, both, shares, both, both, both, leaves));
        rows.put(Operation.REINDEX, List.of(both, both, both, shares, Cell.WHO_IS_LATER, both, both, leaves));
        rows.put(Operation.CLEANUP, List.of(both, both, both, both, both, Cell.WHO_COMES_LATE, both, both));
        rows.put(Operation.RECOVERY, List.of(both, both, both, both, both, both, both, leaves));
        rows.put(Operation.RESTORE, List.of(gives, gives, gives, gives, gives, both, gives, gives));
        return rows;
    }
}
