package io.headgate.engine.table.lance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.CorruptState;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lance.FragmentMetadata;
import org.lance.fragment.DataFile;
import org.lance.fragment.DeletionFile;
import org.lance.fragment.DeletionFileType;
import org.lance.fragment.RowIdMeta;
import org.lance.fragment.VersionMeta;

class FragmentCodecProperties {

    @Property(tries = 300)
    void everyFieldSurvivesTheText(@ForAll("fragments") FragmentMetadata fragment) {
        FragmentMetadata read = FragmentCodec.decode(FragmentCodec.encode(fragment));

        assertThat(read).usingRecursiveComparison().isEqualTo(fragment);
        assertThat(read.toString()).isEqualTo(fragment.toString());
    }

    @Example
    void rowIdsOfAMillionRowsTakeAFewBytesEach() {
        SplittableRandom random = new SplittableRandom(1);
        String numbers =
                random.ints(1_000_000, 0, 256).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String meta = "{\"Inline\":[" + numbers + "]}";
        FragmentMetadata fragment =
                new FragmentMetadata(1, List.of(), 1_000_000L, null, new RowIdMeta(meta), null, null);

        String text = FragmentCodec.encode(fragment);

        assertThat(text.length()).isLessThan(meta.length() * 6 / 10);
        assertThat(FragmentCodec.decode(text).getRowIdMeta().getMetadata()).isEqualTo(meta);
    }

    @Example
    void textThatSaysItIsPackedAndIsNotIsCorruptState() {
        for (String rowIds : List.of("deflate:", "deflate:!", "deflate:AAAA", "deflate:eJxLBAAAQgBC")) {
            String text = "{\"id\":1,\"rows\":1,\"files\":[],\"rowIds\":\"" + rowIds + "\"}";
            assertThat(text)
                    .satisfies(damaged -> assertThatThrownBy(() -> FragmentCodec.decode(damaged))
                            .isInstanceOf(CorruptState.class));
        }
    }

    @Example
    void whatWasWrittenBeforeTextsWerePackedIsRead() {
        String meta = "{\\\"Inline\\\":[" + "1,".repeat(1000) + "1]}";
        FragmentMetadata read = FragmentCodec.decode("{\"id\":1,\"rows\":1,\"files\":[],\"rowIds\":\"" + meta + "\"}");

        assertThat(read.getRowIdMeta().getMetadata())
                .startsWith("{\"Inline\":[1,1,")
                .endsWith("1]}");
    }

    @Example
    void foreignTextIsCorruptState() {
        for (String text : List.of("", "{}", "[]", "null", "{\"id\":1,\"rows\":1,\"files\":[],\"new\":1}")) {
            assertThatThrownBy(() -> FragmentCodec.decode(text)).as(text).isInstanceOf(CorruptState.class);
        }
    }

    @Provide
    Arbitrary<FragmentMetadata> fragments() {
        Arbitrary<int[]> ids =
                Arbitraries.integers().between(-1, 1000).array(int[].class).ofMaxSize(5);
        Arbitrary<Integer> base = Arbitraries.integers().between(0, 9).injectNull(0.5);
        Arbitrary<DataFile> file = Combinators.combine(
                        Arbitraries.strings().ofMaxLength(40),
                        ids,
                        ids,
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().greaterOrEqual(1).injectNull(0.3),
                        base)
                .as((path, fields, columns, minor, bytes, baseId) ->
                        new DataFile(path, fields, columns, 2, minor, bytes, baseId));
        Arbitrary<DeletionFile> deletion = Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        Arbitraries.longs().injectNull(0.2),
                        Arbitraries.of(DeletionFileType.class),
                        base)
                .as(DeletionFile::new);
        Arbitrary<String> meta = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().ofMinLength(500).ofMaxLength(600),
                Arbitraries.strings().ofMaxLength(9).map(end -> "deflate:" + end));
        return Combinators.combine(
                        Arbitraries.integers(),
                        file.list().ofMaxSize(3),
                        Arbitraries.longs().greaterOrEqual(0),
                        deletion.injectNull(0.5),
                        meta.map(RowIdMeta::new).injectNull(0.5),
                        meta.map(VersionMeta::new).injectNull(0.5),
                        meta.map(VersionMeta::new).injectNull(0.5))
                .as(FragmentMetadata::new);
    }
}
