package io.headgate.engine.maintain;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.IndexKind;
import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.TableLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says which segments of indexes are to be built. A new segment covers what no segment covers yet; once there are more
 * segments than allowed, the smaller ones are built anew as one with it, so that the work follows what is new and not what is
 * there. Pure.
 */
final class IndexPlanner {

    private final MaintenanceLimits limits;

    IndexPlanner(MaintenanceLimits limits) {
        this.limits = limits;
    }

    /** At most one request for each declared index. */
    List<IndexRequest> plan(TableLayout layout, List<DeclaredIndex> declared) {
        List<IndexRequest> requests = new ArrayList<>();
        for (DeclaredIndex index : declared) {
            List<Integer> uncovered = layout.uncoveredBy(index.name()).stream()
                    .map(FragmentLayout::id)
                    .toList();
            List<IndexSegment> segments = layout.segmentsOf(index.name());
            List<IndexSegment> merged = merged(segments, uncovered, layout);
            if (!isTooSmall(index, segments, layout) && !(uncovered.isEmpty() && merged.isEmpty())) {
                TreeSet<Integer> fragments = new TreeSet<>(uncovered);
                merged.forEach(segment -> fragments.addAll(segment.fragments()));
                if (!fragments.isEmpty()) {
                    requests.add(new IndexRequest(
                            index,
                            List.copyOf(fragments),
                            merged.stream().map(IndexSegment::id).toList()));
                }
            }
        }
        return requests;
    }

    /** Whether every row is in every declared index that is worth having. */
    boolean isComplete(TableLayout layout, List<DeclaredIndex> declared) {
        return declared.stream()
                .allMatch(index -> layout.uncoveredBy(index.name()).isEmpty()
                        || isTooSmall(index, layout.segmentsOf(index.name()), layout));
    }

    private boolean isTooSmall(DeclaredIndex index, List<IndexSegment> segments, TableLayout layout) {
        return index.kind() == IndexKind.VECTOR
                && segments.isEmpty()
                && layout.fragments().stream().mapToLong(FragmentLayout::rows).sum() < limits.vectorRows();
    }

    /** The segments that the next one takes the place of: the smaller ones, as many as it takes. */
    private List<IndexSegment> merged(List<IndexSegment> segments, List<Integer> uncovered, TableLayout layout) {
        int afterwards = segments.size() + (uncovered.isEmpty() ? 0 : 1);
        if (afterwards <= limits.mostSegments()) {
            return List.of();
        }
        Map<Integer, Long> rows =
                layout.fragments().stream().collect(Collectors.toMap(FragmentLayout::id, FragmentLayout::rows));
        List<IndexSegment> bySize = segments.stream()
                .sorted(Comparator.comparingLong((IndexSegment segment) -> rows(segment, rows))
                        .thenComparing(IndexSegment::id))
                .toList();
        long sum = uncovered.stream().mapToLong(rows::get).sum();
        List<IndexSegment> merged = new ArrayList<>();
        for (IndexSegment segment : bySize) {
            long size = rows(segment, rows);
            boolean needed = afterwards - merged.size() > limits.mostSegments();
            if (!needed && size > sum) {
                break;
            }
            merged.add(segment);
            sum += size;
        }
        return merged;
    }

    private static long rows(IndexSegment segment, Map<Integer, Long> rows) {
        return segment.fragments().stream().mapToLong(rows::get).sum();
    }
}
