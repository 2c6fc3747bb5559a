package io.headgate.recovery.decide;

import io.headgate.recovery.decide.DriftLineage.Origin;
import io.headgate.recovery.decide.RepairFacts.Comparison;
import java.util.OptionalLong;

/**
 * What to do about one table that other hands moved, and why. Equal content is the proof that lets a HEAD be adopted; what
 * the operations are called is for people only.
 *
 * @param content the version whose content is published afterwards
 * @param restored whether that content is put on top of the HEAD first; else the HEAD has it already
 * @param reason for people
 */
public record RepairChoice(RepairAction action, long content, boolean restored, String reason) {

    /**
     * The choice. Pure.
     *
     * @param force whether a person wants what other hands made
     */
    public static RepairChoice of(RepairFacts facts, boolean force) {
        DriftLineage lineage = new DriftLineage(facts.pinned(), facts.after());
        if (lineage.isShown() && lineage.ofHead() == Origin.PINNED) {
            return new RepairChoice(
                    RepairAction.ADOPT,
                    facts.head(),
                    false,
                    "version " + facts.head() + " holds what version " + facts.pinned() + " holds: it was restored");
        }
        if (RepairFacts.needsComparison(lineage)) {
            Comparison comparison = facts.comparison()
                    .orElseThrow(() -> new IllegalArgumentException("the contents were not compared: " + facts));
            if (comparison.same()) {
                return new RepairChoice(RepairAction.ADOPT, facts.head(), false, comparison.evidence());
            }
        }
        return force ? forced(facts, lineage) : restore(facts, different(facts, lineage));
    }

    /** For a table that repair cannot help. */
    public static RepairChoice none(long pinned, String reason) {
        return new RepairChoice(RepairAction.NONE, pinned, false, reason);
    }

    private static RepairChoice forced(RepairFacts facts, DriftLineage lineage) {
        OptionalLong foreign = lineage.newestForeign();
        if (foreign.isEmpty()) {
            return restore(
                    facts,
                    different(facts, lineage) + ", and no version holds what others made and nothing else, so there is "
                            + "nothing to adopt");
        }
        long version = foreign.getAsLong();
        if (facts.obstacle().isPresent()) {
            return restore(
                    facts,
                    "version " + version + " cannot be published as it is: "
                            + facts.obstacle().get());
        }
        return version == facts.head()
                ? new RepairChoice(RepairAction.ADOPT_AS_IS, version, false, different(facts, lineage))
                : new RepairChoice(
                        RepairAction.ADOPT_AS_IS,
                        version,
                        true,
                        "version " + version + " is the newest that holds what others made without "
                                + (lineage.ofHead() == Origin.UNPUBLISHED
                                        ? "an unpublished write of this graph"
                                        : "standing on what cannot be traced"));
    }

    private static RepairChoice restore(RepairFacts facts, String reason) {
        return new RepairChoice(RepairAction.RESTORE, facts.pinned(), true, reason);
    }

    private static String different(RepairFacts facts, DriftLineage lineage) {
        if (!lineage.isShown()) {
            return "a version after " + facts.pinned() + " does not show who made it";
        }
        return switch (lineage.ofHead()) {
            case FOREIGN -> facts.comparison().map(Comparison::evidence).orElseThrow();
            case UNPUBLISHED ->
                "version " + facts.head() + " holds an unpublished write of this graph beside what others made";
            case PINNED, UNKNOWN -> "what version " + facts.head() + " holds cannot be traced to the published content";
        };
    }
}
