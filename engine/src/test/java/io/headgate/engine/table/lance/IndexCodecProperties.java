package io.headgate.engine.table.lance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.table.lance.StagedSegment.SegmentFile;
import io.headgate.recovery.error.CorruptState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lance.index.Index;
import org.lance.index.IndexType;

class IndexCodecProperties {

    @Property(tries = 300)
    void everyFieldSurvivesTheText(@ForAll("segments") StagedSegment segment) {
        StagedSegment read = IndexCodec.decode(IndexCodec.encode(segment));

        assertThat(read).usingRecursiveComparison().isEqualTo(segment);
        assertThat(read.index()).isEqualTo(segment.index());
    }

    @Property(tries = 100)
    void coveringOthersChangesNothingElse(@ForAll("segments") StagedSegment segment) {
        Index moved = Segments.covering(segment.index(), List.of(9, 7));

        assertThat(moved.fragments()).contains(List.of(7, 9));
        assertThat(moved).usingRecursiveComparison().ignoringFields("fragments").isEqualTo(segment.index());
    }

    @Property(tries = 300)
    void rewrittenFragmentsSurviveTheText(
            @ForAll int id, @ForAll long version, @ForAll List<String> files, @ForAll("marks") DeletionMark deletions) {
        ReplacedFragment fragment = new ReplacedFragment(id, version, files, deletions);

        assertThat(ReplacedFragment.decode(fragment.encode())).isEqualTo(fragment);
    }

    @Example
    void foreignTextIsCorruptState() {
        for (String text : List.of("", "{}", "[]", "null", "{\"id\":1,\"new\":1}")) {
            assertThatThrownBy(() -> IndexCodec.decode(text)).as(text).isInstanceOf(CorruptState.class);
            assertThatThrownBy(() -> ReplacedFragment.decode(text)).as(text).isInstanceOf(CorruptState.class);
        }
    }

    @Provide
    Arbitrary<DeletionMark> marks() {
        return Combinators.combine(Arbitraries.integers(), Arbitraries.longs(), Arbitraries.longs())
                .as(DeletionMark::new)
                .injectNull(0.5);
    }

    @Provide
    Arbitrary<StagedSegment> segments() {
        Arbitrary<SegmentFile> file =
                Combinators.combine(Arbitraries.strings(), Arbitraries.longs()).as(SegmentFile::new);
        Arbitrary<List<Integer>> ids =
                Arbitraries.integers().greaterOrEqual(0).list().ofMaxSize(5);
        Arbitrary<Instant> created =
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
        Arbitrary<Index> index = Combinators.combine(
                        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                                .as(UUID::new),
                        Arbitraries.strings(),
                        ids,
                        ids.injectNull(0.2),
                        Arbitraries.bytes().array(byte[].class).injectNull(0.2),
                        created.injectNull(0.2),
                        Arbitraries.integers().between(0, 9).injectNull(0.5),
                        Arbitraries.of(IndexType.class).injectNull(0.2))
                .as(IndexCodecProperties::index);
        return Combinators.combine(index, file.list().ofMaxSize(3)).as(StagedSegment::new);
    }

    private static Index index(
            UUID id,
            String name,
            List<Integer> fields,
            List<Integer> fragments,
            byte[] details,
            Instant created,
            Integer base,
            IndexType type) {
        return Index.builder()
                .uuid(id)
                .name(name)
                .fields(fields)
                .datasetVersion(name.length())
                .indexVersion(fields.size())
                .fragments(fragments)
                .indexDetails(details)
                .createdAt(created)
                .baseId(base)
                .indexType(type)
                .build();
    }
}
