package io.headgate.engine.table.lance;

import io.headgate.engine.table.IndexSegment;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.lance.Dataset;
import org.lance.index.Index;

/** The segments of all indexes of one version. */
final class Segments {

    private final List<Segment> all;

    /** @param fragments of the same version */
    Segments(Dataset version, Fragments fragments) {
        this.all = version.getIndexes().stream()
                .map(index -> Segment.of(index, fragments.ids()))
                .toList();
    }

    /**
     * One of them.
     *
     * @param covered those of its fragments that are there: Lance keeps the ids of others as well
     */
    record Segment(Index index, Set<Integer> covered) {

        private static Segment of(Index index, Set<Integer> present) {
            Set<Integer> covered = new HashSet<>(index.fragments().orElse(List.of()));
            covered.retainAll(present);
            return new Segment(index, covered);
        }

        String id() {
            return index.uuid().toString();
        }

        String name() {
            return index.name();
        }

        /** Whether it names the fragment, which need not be there. */
        boolean names(int fragment) {
            return index.fragments().orElse(List.of()).contains(fragment);
        }

        boolean coversAnyOf(Collection<Integer> fragments) {
            return fragments.stream().anyMatch(covered::contains);
        }

        /** Whether it covers some of the fragments and not others. */
        boolean splits(Collection<Integer> fragments) {
            return coversAnyOf(fragments) && !covered.containsAll(fragments);
        }
    }

    List<Segment> all() {
        return all;
    }

    /** Names of the indexes. */
    Stream<String> names() {
        return all.stream().map(Segment::name).distinct();
    }

    /** Whether the same segments cover all of these fragments: Lance refuses to rewrite others into one. */
    boolean coverAlike(Collection<Integer> fragments) {
        return all.stream().noneMatch(segment -> segment.splits(fragments));
    }

    List<IndexSegment> layout() {
        return all.stream()
                .map(segment -> new IndexSegment(segment.id(), segment.name(), segment.covered()))
                .toList();
    }

    /** The same segment with other fragments. */
    static Index covering(Index segment, Collection<Integer> fragments) {
        Index.Builder copy = Index.builder()
                .uuid(segment.uuid())
                .fields(segment.fields())
                .name(segment.name())
                .datasetVersion(segment.datasetVersion())
                .fragments(List.copyOf(new TreeSet<>(fragments)))
                .indexVersion(segment.indexVersion())
                .indexType(segment.indexType());
        segment.indexDetails().ifPresent(copy::indexDetails);
        segment.createdAt().ifPresent(copy::createdAt);
        segment.baseId().ifPresent(copy::baseId);
        return copy.build();
    }
}
