package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableTransaction;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * What a transaction does to a table, as far as the next one's conflicts depend on it. The manners are Lance's: what does
 * not conflict is put on top of the other's version without a word.
 *
 * @param fragments the fragments that a change or a rewrite takes rows from, or that the segments it names cover
 * @param indexes names of the indexes that it names segments of
 */
record Effect(Kind kind, Set<Integer> fragments, Set<String> indexes) {

    /** The kinds that conflict differently. */
    enum Kind {
        APPEND(TableTransaction.APPEND),
        CHANGE(TableTransaction.UPDATE),
        OVERWRITE(TableTransaction.OVERWRITE),
        RESTORE(TableTransaction.RESTORE),
        REWRITE(TableTransaction.REWRITE),
        CREATE_INDEX(TableTransaction.CREATE_INDEX);

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }

        /** What Lance calls it. */
        String operation() {
            return operation;
        }
    }

    Effect {
        fragments = Set.copyOf(fragments);
        indexes = Set.copyOf(indexes);
    }

    static Effect of(Kind kind) {
        return new Effect(kind, Set.of(), Set.of());
    }

    /** Why this cannot go on top of one that was committed after this was staged; empty when it can. */
    Optional<String> conflictBehind(Effect first) {
        boolean conflict = switch (kind) {
            case APPEND -> first.replacesAll();
            case CHANGE -> first.replacesAll() || first.takesFromAnyOf(fragments);
            case OVERWRITE -> first.kind == Kind.OVERWRITE;
            case RESTORE -> false;
            case REWRITE -> first.replacesAll() || first.takesFromAnyOf(fragments) || first.indexesAnyOf(fragments);
            case CREATE_INDEX -> first.replacesAll() || first.rewritesAnyOf(fragments) || first.namesAnyOf(indexes);
        };
        return conflict ? Optional.of(kind + " was preempted by a concurrent " + first.kind) : Optional.empty();
    }

    private boolean replacesAll() {
        return kind == Kind.OVERWRITE || kind == Kind.RESTORE;
    }

    private boolean takesFromAnyOf(Set<Integer> others) {
        return (kind == Kind.CHANGE || kind == Kind.REWRITE) && !Collections.disjoint(fragments, others);
    }

    private boolean rewritesAnyOf(Set<Integer> others) {
        return kind == Kind.REWRITE && !Collections.disjoint(fragments, others);
    }

    private boolean indexesAnyOf(Set<Integer> others) {
        return kind == Kind.CREATE_INDEX && !Collections.disjoint(fragments, others);
    }

    private boolean namesAnyOf(Set<String> others) {
        return !Collections.disjoint(indexes, others);
    }
}
