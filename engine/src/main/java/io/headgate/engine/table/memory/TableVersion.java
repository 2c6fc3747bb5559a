package io.headgate.engine.table.memory;

import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.TableLayout;
import io.headgate.engine.table.TableTransaction;
import io.headgate.engine.table.TransactionStamp;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One version of a table: never changed.
 *
 * @param fragments in the order in which their rows are read
 * @param segments of all indexes; they cover none but these fragments
 * @param readVersion the version that the transaction was built on
 */
record TableVersion(
        long number,
        List<Fragment> fragments,
        List<IndexSegment> segments,
        long readVersion,
        Effect effect,
        TransactionStamp stamp) {

    TableVersion {
        fragments = List.copyOf(fragments);
        Set<Integer> there = ids(fragments);
        segments = segments.stream().map(segment -> within(segment, there)).toList();
    }

    private static Set<Integer> ids(List<Fragment> fragments) {
        return fragments.stream().map(Fragment::id).collect(Collectors.toSet());
    }

    private static IndexSegment within(IndexSegment segment, Set<Integer> fragments) {
        Set<Integer> covered = new HashSet<>(segment.fragments());
        covered.retainAll(fragments);
        return new IndexSegment(segment.id(), segment.name(), covered);
    }

    TableTransaction transaction() {
        return new TableTransaction(readVersion, effect.kind().operation(), stamp);
    }

    long rows() {
        return fragments.stream().mapToLong(Fragment::rows).sum();
    }

    Set<Integer> fragmentIds() {
        return ids(fragments);
    }

    TableLayout layout() {
        List<FragmentLayout> layouts = fragments.stream()
                .sorted(Comparator.comparingInt(Fragment::id))
                .map(fragment -> new FragmentLayout(
                        fragment.id(),
                        fragment.rows(),
                        fragment.deleted().cardinality(),
                        fragment.file().content().length))
                .toList();
        return new TableLayout(layouts, segments);
    }
}
