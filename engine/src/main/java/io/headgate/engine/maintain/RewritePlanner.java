package io.headgate.engine.maintain;

import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.TableLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says which fragments are to be made one. Fragments grow in steps: those of about one size are merged once there are enough
 * of them (the tiers of a log-structured merge tree), so a row is rewritten a few times in its life and not with every batch
 * that comes. A fragment with many deleted rows is rewritten whatever its size. Pure.
 */
final class RewritePlanner {

    private final MaintenanceLimits limits;

    RewritePlanner(MaintenanceLimits limits) {
        this.limits = limits;
    }

    /** Fragments can be merged only if the same segments of indexes cover them. */
    private record Kind(Set<String> segments, int tier) {}

    /** Groups of ids, the oldest first; none has only one fragment that has nothing to gain. */
    List<List<Integer>> plan(TableLayout layout) {
        Map<Integer, Set<String>> segments = segments(layout);
        Map<String, Candidates> byKind = new TreeMap<>();
        for (FragmentLayout fragment : layout.fragments()) {
            if (isSmall(fragment) || isWorn(fragment)) {
                Kind kind = new Kind(segments.getOrDefault(fragment.id(), Set.of()), tier(fragment));
                byKind.computeIfAbsent(name(kind), key -> new Candidates()).add(fragment);
            }
        }
        return byKind.values().stream()
                .flatMap(candidates -> candidates.groups().stream())
                .sorted(Comparator.comparing(group -> group.get(group.size() - 1)))
                .toList();
    }

    /** Whether it is to grow. */
    boolean isSmall(FragmentLayout fragment) {
        return fragment.rows() * 2 < limits.rowsPerFragment();
    }

    private boolean isWorn(FragmentLayout fragment) {
        return fragment.deletedRows() > limits.deletedShare() * fragment.physicalRows();
    }

    /** Fragments of one tier differ in size by less than the fan-in. */
    private int tier(FragmentLayout fragment) {
        int tier = 0;
        for (long rows = fragment.rows(); rows >= limits.fanIn(); rows /= limits.fanIn()) {
            tier++;
        }
        return tier;
    }

    private static String name(Kind kind) {
        return kind.segments().stream().sorted().collect(Collectors.joining(",")) + "/" + kind.tier();
    }

    private static Map<Integer, Set<String>> segments(TableLayout layout) {
        Map<Integer, Set<String>> segments = new TreeMap<>();
        layout.segments()
                .forEach(segment -> segment.fragments()
                        .forEach(fragment -> segments.merge(fragment, Set.of(segment.id()), RewritePlanner::union)));
        return segments;
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Fragments of one kind, in the order of their age. */
    private final class Candidates {

        private final List<FragmentLayout> small = new ArrayList<>();
        private final List<FragmentLayout> worn = new ArrayList<>();

        void add(FragmentLayout fragment) {
            (isWorn(fragment) ? worn : small).add(fragment);
        }

        List<List<Integer>> groups() {
            List<FragmentLayout> chosen = new ArrayList<>(worn);
            if (small.size() + worn.size() >= limits.fanIn()) {
                chosen.addAll(small);
            }
            chosen.sort(Comparator.comparing(FragmentLayout::id));
            List<List<Integer>> groups = new ArrayList<>();
            List<FragmentLayout> open = new ArrayList<>();
            long rows = 0;
            for (FragmentLayout fragment : chosen) {
                if (!open.isEmpty() && rows + fragment.rows() > limits.rowsPerFragment()) {
                    close(open, groups);
                    open = new ArrayList<>();
                    rows = 0;
                }
                open.add(fragment);
                rows += fragment.rows();
            }
            close(open, groups);
            return groups;
        }

        private void close(List<FragmentLayout> open, List<List<Integer>> groups) {
            if (open.size() > 1 || open.stream().anyMatch(RewritePlanner.this::isWorn)) {
                groups.add(open.stream().map(FragmentLayout::id).toList());
            }
        }
    }
}
