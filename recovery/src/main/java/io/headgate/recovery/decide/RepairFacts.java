package io.headgate.recovery.decide;

import java.util.List;
import java.util.Optional;

/**
 * What repair knows of a table that other hands moved.
 *
 * @param pinned the version that the graph names
 * @param head the newest version
 * @param after every version after the pin, in order
 * @param comparison of the HEAD's content with the pinned one; empty when it is not needed ({@link #needsComparison})
 * @param obstacle why the newest version that other hands made cannot be published as it is; empty when it can, or there is
 *     none
 */
public record RepairFacts(
        long pinned, long head, List<Movement> after, Optional<Comparison> comparison, Optional<String> obstacle) {

    public RepairFacts {
        after = List.copyOf(after);
    }

    /**
     * Two contents compared.
     *
     * @param same whether they are equal
     * @param evidence how that was found, for people
     */
    public record Comparison(boolean same, String evidence) {}

    /** Whether only a look at the rows can say if the HEAD may be adopted. */
    public static boolean needsComparison(DriftLineage lineage) {
        return lineage.isShown() && lineage.ofHead() == DriftLineage.Origin.FOREIGN;
    }
}
