package io.headgate.recovery.decide;

import io.headgate.recovery.decide.Facts.Branch;
import io.headgate.recovery.decide.Facts.ClaimState;
import io.headgate.recovery.decide.Facts.History;
import io.headgate.recovery.decide.Facts.Work;
import io.headgate.recovery.decide.Publication.Proof;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A decision and why. The whole of recovery's judgement is in the two methods that make one; they are pure, and
 * {@code docs/recovery.md} shows them as a table.
 *
 * @param reason for people
 */
public record Ruling(Decision decision, String reason) {

    /** The decision that needs no look at the tables, if there is one: what to do follows from the graph alone. */
    public static Optional<Ruling> beforeTables(Facts facts) {
        if (facts.branch() == Branch.GONE) {
            return ruling(Decision.DISCARD, "its branch is gone");
        }
        if (facts.branch() == Branch.OTHER) {
            return ruling(Decision.LEAVE, "it belongs to another branch");
        }
        if (!facts.ownerGone()) {
            return ruling(Decision.LEAVE, "its owner may be at work");
        }
        if (facts.publication().isPublished()) {
            return ruling(
                    Decision.CONVERGED,
                    "graph version " + facts.publication().version().orElseThrow() + " contains it");
        }
        if (facts.history() == History.DIFFERENT) {
            return ruling(
                    facts.maintenance() ? Decision.DISCARD : Decision.REFUSE,
                    "the graph version that it was staged on is not the one that the graph has now; the graph's versions "
                            + "were put back from an older copy or replaced");
        }
        if (facts.claims() == ClaimState.AHEAD && discardReason(facts).isEmpty()) {
            return ruling(Decision.LEAVE, "offsets before its claims are not in the graph yet");
        }
        return Optional.empty();
    }

    /**
     * The decision with a look at the tables; the one of {@link #beforeTables} when that makes one.
     *
     * @param tables one finding for each table that the intent changes and the graph has
     */
    public static Ruling withTables(Facts facts, List<TableFinding> tables) {
        Optional<Ruling> early = beforeTables(facts);
        if (early.isPresent()) {
            return early.get();
        }
        if (tables.stream().anyMatch(table -> table.shape() == TableShape.PUBLISHED)) {
            return new Ruling(Decision.CONVERGED, "a table is pinned at the version that it made");
        }
        if (!facts.movesOffsets() && !facts.maintenance() && facts.publication().proof() == Proof.UNPROVEN) {
            return new Ruling(
                    Decision.REFUSE,
                    "whether it was published cannot be proven: graph version " + missing(facts) + " is missing");
        }
        List<TableFinding> unclear =
                tables.stream().filter(table -> table.shape().needsAPerson()).toList();
        if (!unclear.isEmpty()) {
            return new Ruling(facts.maintenance() ? Decision.DISCARD : Decision.REFUSE, reasons(unclear));
        }
        Optional<String> discard = discardReason(facts);
        if (discard.isPresent()) {
            boolean moved = tables.stream().anyMatch(table -> table.shape().movedByUs());
            return new Ruling(moved ? Decision.ROLL_BACK : Decision.DISCARD, discard.get());
        }
        long applied = tables.stream()
                .filter(table -> table.shape() == TableShape.APPLIED)
                .count();
        if (applied == 0) {
            return new Ruling(Decision.ROLL_FORWARD, "it still holds");
        }
        return applied == tables.size()
                ? new Ruling(Decision.PUBLISH, "it still holds, and every table has its effect")
                : new Ruling(
                        Decision.COMPLETE,
                        "it still holds, and " + applied + " of " + tables.size() + " tables have its effect");
    }

    private static Optional<String> discardReason(Facts facts) {
        if (facts.claims() == ClaimState.STALE) {
            return Optional.of(
                    facts.publication().proof() == Proof.UNPROVEN
                            ? "the graph has records from its offsets on; whether by it or by another write cannot be told, "
                                    + "because graph version " + missing(facts) + " is missing"
                            : "the graph has records from its offsets on by another write");
        }
        if (facts.claims() == ClaimState.SUPERSEDED) {
            return Optional.of("the graph's offsets of its partitions were changed deliberately after it was read"
                    + (facts.publication().proof() == Proof.UNPROVEN
                            ? "; whether it was published before that cannot be told, because graph version "
                                    + missing(facts) + " is missing"
                            : ""));
        }
        if (!facts.tablesKnown()) {
            return Optional.of("the graph does not have a table that it changes any more");
        }
        if (!facts.readsHold()) {
            return Optional.of("a table that it was checked against has changed");
        }
        if (facts.work() == Work.OVERTAKEN) {
            return Optional.of("what it was to do is done, or others have changed what it was to replace");
        }
        if (facts.work() == Work.IMPOSSIBLE) {
            return Optional.of("a file that it was staged with is missing or damaged");
        }
        return Optional.empty();
    }

    private static GraphVersion missing(Facts facts) {
        return facts.publication().version().orElseThrow();
    }

    private static String reasons(List<TableFinding> tables) {
        return tables.stream()
                .map(table -> "table " + table.name() + " " + table.shape().meaning() + ": " + table.reason())
                .collect(Collectors.joining("; "));
    }

    private static Optional<Ruling> ruling(Decision decision, String reason) {
        return Optional.of(new Ruling(decision, reason));
    }
}
