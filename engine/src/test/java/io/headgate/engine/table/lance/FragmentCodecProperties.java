package io.headgate.engine.table.lance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.CorruptState;
import java.util.List;
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
        Arbitrary<String> meta = Arbitraries.strings().ofMaxLength(60);
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
