package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableTransaction;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * What a transaction does to a table, as far as the next one's conflicts depend on it. The manners are Lance's: what does
 * not conflict is put on top of the other's version without a word.
 *
 * @param fragments for a change of rows, the fragments it takes rows from
 */
record Effect(Kind kind, Set<Long> fragments) {

    /** The kinds that conflict differently. */
    enum Kind {
        APPEND(TableTransaction.APPEND),
        CHANGE(TableTransaction.UPDATE),
        OVERWRITE(TableTransaction.OVERWRITE),
        RESTORE(TableTransaction.RESTORE);

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
    }

    static Effect of(Kind kind) {
        return new Effect(kind, Set.of());
    }

    /** Why this cannot go on top of one that was committed after this was staged; empty when it can. */
    Optional<String> conflictBehind(Effect first) {
        boolean conflict = switch (kind) {
            case APPEND -> first.replacesAll();
            case CHANGE -> first.replacesAll() || first.takesFromAnyOf(fragments);
            case OVERWRITE -> first.kind == Kind.OVERWRITE;
            case RESTORE -> false;
        };
        return conflict ? Optional.of(kind + " was preempted by a concurrent " + first.kind) : Optional.empty();
    }

    private boolean replacesAll() {
        return kind == Kind.OVERWRITE || kind == Kind.RESTORE;
    }

    private boolean takesFromAnyOf(Set<Long> others) {
        return kind == Kind.CHANGE && !Collections.disjoint(fragments, others);
    }
}
