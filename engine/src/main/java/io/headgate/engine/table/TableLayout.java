package io.headgate.engine.table;

import java.util.List;

/**
 * What one version of a table is made of: what maintenance plans by.
 *
 * @param fragments in ascending order of their ids, which is that of their age
 * @param segments of all indexes
 */
public record TableLayout(List<FragmentLayout> fragments, List<IndexSegment> segments) {

    public TableLayout {
        fragments = List.copyOf(fragments);
        segments = List.copyOf(segments);
    }

    /** The segments of one index. */
    public List<IndexSegment> segmentsOf(String index) {
        return segments.stream().filter(segment -> segment.name().equals(index)).toList();
    }

    /** The fragments that an index does not cover. */
    public List<FragmentLayout> uncoveredBy(String index) {
        List<IndexSegment> of = segmentsOf(index);
        return fragments.stream()
                .filter(fragment ->
                        of.stream().noneMatch(segment -> segment.fragments().contains(fragment.id())))
                .toList();
    }
}
