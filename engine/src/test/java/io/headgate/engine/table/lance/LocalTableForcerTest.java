package io.headgate.engine.table.lance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.object.FileForcer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance.FragmentMetadata;
import org.lance.fragment.DeletionFile;
import org.lance.fragment.DeletionFileType;

class LocalTableForcerTest {

    @Test
    void deletionFileIsFoundWhenItsUnsignedNumberIsNegativeInJava(@TempDir Path root) {
        List<Path> forced = new ArrayList<>();
        DeletionFile file = new DeletionFile(-1L, 3L, 10L, DeletionFileType.ARRAY, null);
        FragmentMetadata fragment = new FragmentMetadata(1, List.of(), 100L, file, null);

        new LocalTableForcer(root, LanceFixture.PEOPLE, recordingInto(forced)).deleted(List.of(fragment));

        assertThat(forced)
                .contains(
                        root.resolve(LanceFixture.PEOPLE.value()).resolve("_deletions/1-3-18446744073709551615.arrow"));
    }

    private static FileForcer recordingInto(List<Path> forced) {
        return new FileForcer() {
            @Override
            public void forceFile(Path file) {
                forced.add(file);
            }

            @Override
            public void forceDirectory(Path directory) {
                forced.add(directory);
            }
        };
    }
}
