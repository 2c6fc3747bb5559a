package io.headgate.engine.table.memory;

import io.headgate.recovery.intent.FragmentRewrite;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fragments of one version that rewrites are to replace, found by what the rewrites say of them: which they were, and the
 * data file that they had.
 */
final class RewrittenFragments {

    private final Map<String, Fragment> there = new HashMap<>();

    RewrittenFragments(TableVersion version) {
        version.fragments().forEach(fragment -> there.put(text(fragment), fragment));
    }

    /** How a rewrite names a fragment that it replaces. */
    static String text(Fragment fragment) {
        return fragment.id() + "@" + fragment.file().name();
    }

    /** The fragments that a rewrite replaces, in its order; empty when one of them is no longer there. */
    Optional<List<Fragment>> of(FragmentRewrite rewrite) {
        return there.keySet().containsAll(rewrite.replaced())
                ? Optional.of(rewrite.replaced().stream().map(there::get).toList())
                : Optional.empty();
    }

    /** The same for a rewrite of a plan for this version, all of whose fragments are there. */
    List<Fragment> required(FragmentRewrite rewrite) {
        return of(rewrite)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plan has a rewrite of fragments that its version does not have: " + rewrite.replaced()));
    }

    Set<Integer> ids(FragmentRewrite rewrite) {
        return required(rewrite).stream().map(Fragment::id).collect(Collectors.toSet());
    }

    /** Identities of all rows that are alive in the fragments that a rewrite replaces. */
    Set<Long> liveRows(FragmentRewrite rewrite) {
        Set<Long> rows = new HashSet<>();
        for (Fragment fragment : required(rewrite)) {
            fragment.live().stream().forEach(offset -> rows.add(fragment.row(offset)));
        }
        return rows;
    }

    /** Whether the first has some, but not all, of the others. */
    static boolean splits(Set<Integer> covered, Collection<Integer> group) {
        return !covered.containsAll(group) && group.stream().anyMatch(covered::contains);
    }
}
