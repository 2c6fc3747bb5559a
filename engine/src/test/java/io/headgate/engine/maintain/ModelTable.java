package io.headgate.engine.maintain;

import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.TableLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The layout of a table as plans change it, without the rows. */
final class ModelTable {

    private final List<FragmentLayout> fragments = new ArrayList<>();
    private final List<IndexSegment> segments = new ArrayList<>();
    private int nextFragment;
    private int nextSegment;
    private long rowsWritten;

    int append(long rows) {
        fragments.add(new FragmentLayout(nextFragment, rows, 0, rows));
        return nextFragment++;
    }

    /** Deletes so many rows of a fragment, and the fragment with its last row. */
    void delete(int id, long rows) {
        fragments.replaceAll(fragment -> fragment.id() == id
                ? new FragmentLayout(id, fragment.rows() - rows, fragment.deletedRows() + rows, fragment.bytes())
                : fragment);
        fragments.removeIf(fragment -> fragment.rows() == 0);
    }

    void rewrite(List<Integer> group) {
        long rows = 0;
        Set<String> covering = null;
        for (int id : group) {
            FragmentLayout fragment = fragments.stream()
                    .filter(found -> found.id() == id)
                    .findFirst()
                    .orElseThrow();
            rows += fragment.rows();
            Set<String> of = new HashSet<>();
            segments.stream()
                    .filter(segment -> segment.fragments().contains(id))
                    .forEach(segment -> of.add(segment.id()));
            if (covering != null && !covering.equals(of)) {
                throw new AssertionError("fragments of different segments: " + group);
            }
            covering = of;
        }
        rowsWritten += rows;
        fragments.removeIf(fragment -> group.contains(fragment.id()));
        int merged = append(rows);
        Set<String> keeps = covering;
        segments.replaceAll(segment -> {
            Set<Integer> covers = new HashSet<>(segment.fragments());
            covers.removeAll(group);
            if (keeps != null && keeps.contains(segment.id())) {
                covers.add(merged);
            }
            return new IndexSegment(segment.id(), segment.name(), covers);
        });
    }

    void build(IndexRequest request) {
        segments.removeIf(segment -> request.replaces().contains(segment.id()));
        segments.add(new IndexSegment("s" + nextSegment++, request.index().name(), new HashSet<>(request.fragments())));
    }

    /** Rows that rewrites have written. */
    long rowsWritten() {
        return rowsWritten;
    }

    TableLayout layout() {
        Set<Integer> there = new HashSet<>();
        fragments.forEach(fragment -> there.add(fragment.id()));
        return new TableLayout(
                fragments,
                segments.stream()
                        .map(segment -> {
                            Set<Integer> covers = new HashSet<>(segment.fragments());
                            covers.retainAll(there);
                            return new IndexSegment(segment.id(), segment.name(), covers);
                        })
                        .toList());
    }
}
