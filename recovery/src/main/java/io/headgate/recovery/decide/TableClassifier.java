package io.headgate.recovery.decide;

import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Attempt;
import java.util.List;
import java.util.Optional;

/**
 * Says how a table stands to its pin, from the transactions after the pin and from nothing else: what a version holds
 * follows from who made it and on what, never from its number. Pure.
 */
public final class TableClassifier {

    private final TableId table;
    private final String name;
    private final long pinned;
    private final TransactionId pinnedBy;

    /**
     * @param pinned the version that the graph names
     * @param pinnedBy the transaction that the graph says made it
     */
    public TableClassifier(TableId table, String name, long pinned, TransactionId pinnedBy) {
        this.table = table;
        this.name = name;
        this.pinned = pinned;
        this.pinnedBy = pinnedBy;
    }

    /**
     * @param head the newest version
     * @param after every version from the one after the pin up to the HEAD, in order
     * @param attempts of the intent in question; empty when there is none
     */
    public TableFinding classify(long head, List<Movement> after, List<Attempt> attempts) {
        if (attempts.stream().anyMatch(attempt -> attempt.last().equals(pinnedBy))) {
            return finding(TableShape.PUBLISHED, head, "its pinned version was made by this intent");
        }
        if (head < pinned) {
            return finding(
                    TableShape.BEHIND, head, "versions after " + head + " are missing, the graph names " + pinned);
        }
        Content content = Content.PINNED;
        long expected = pinned;
        for (Movement movement : after) {
            expected++;
            if (movement.version() != expected) {
                throw new IllegalArgumentException("the history of table " + name + " after version " + pinned
                        + " has version " + movement.version() + " where " + expected + " belongs");
            }
            Optional<String> foreign = foreign(movement);
            if (foreign.isPresent()) {
                return finding(TableShape.FOREIGN, head, foreign.get());
            }
            content = after(content, movement, movement.made().orElseThrow(), attempts);
        }
        if (expected != head) {
            throw new IllegalArgumentException(
                    "the history of table " + name + " ends at version " + expected + ", its HEAD is " + head);
        }
        return shaped(content, head);
    }

    private static Optional<String> foreign(Movement movement) {
        if (movement.made().isEmpty()) {
            return Optional.of("version " + movement.version() + " does not show the transaction that made it");
        }
        Movement.Made made = movement.made().get();
        return made.ours()
                ? Optional.empty()
                : Optional.of("version " + movement.version() + " was made by other hands (" + made.operation()
                        + ", transaction " + made.transaction() + ")");
    }

    /**
     * What a version holds: the pinned content and the first steps of one attempt, or something that is not known.
     *
     * @param steps how many of the attempt's steps
     */
    private record Content(int steps, Optional<Attempt> attempt, boolean known) {

        static final Content PINNED = new Content(0, Optional.empty(), true);
        static final Content UNKNOWN = new Content(0, Optional.empty(), false);

        boolean isPinned() {
            return known && steps == 0;
        }

        boolean isComplete() {
            return attempt.map(landed -> landed.steps().size() == steps).orElse(false);
        }

        /** Whether step number {@code step} of the attempt, built on this version, continues it. */
        boolean isContinuedBy(Attempt candidate, int step, long version) {
            return step == 0
                    ? isPinned() && candidate.onVersion() == version
                    : steps == step && attempt.filter(candidate::equals).isPresent();
        }
    }

    private Content after(Content before, Movement movement, Movement.Made made, List<Attempt> attempts) {
        if (made.restores().isPresent()) {
            return made.restores().getAsLong() == pinned ? Content.PINNED : Content.UNKNOWN;
        }
        long previous = movement.version() - 1;
        for (Attempt attempt : attempts) {
            int step = attempt.steps().indexOf(made.transaction());
            if (step >= 0 && made.builtOn() == previous && before.isContinuedBy(attempt, step, previous)) {
                return new Content(step + 1, Optional.of(attempt), true);
            }
        }
        return Content.UNKNOWN;
    }

    private TableFinding shaped(Content content, long head) {
        if (content.isPinned()) {
            return head == pinned
                    ? finding(TableShape.UNMOVED, head, "its HEAD is the pinned version")
                    : finding(
                            TableShape.RESTORED, head, "version " + head + " holds what version " + pinned + " holds");
        }
        if (content.isComplete()) {
            return new TableFinding(
                    table,
                    name,
                    TableShape.APPLIED,
                    pinned,
                    head,
                    content.attempt(),
                    "version " + head + " holds version " + pinned + " and this intent's effect");
        }
        if (content.known()) {
            return finding(
                    TableShape.PARTIAL,
                    head,
                    "version " + head + " holds " + content.steps() + " of "
                            + content.attempt().orElseThrow().steps().size() + " steps of this intent's effect");
        }
        return finding(
                TableShape.STRAY,
                head,
                "versions " + (pinned + 1) + " to " + head + " were made by writers of this graph and not published");
    }

    private TableFinding finding(TableShape shape, long head, String reason) {
        return new TableFinding(table, name, shape, pinned, head, Optional.empty(), reason);
    }
}
