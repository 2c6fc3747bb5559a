package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.LanceFixture.PEOPLE;
import static io.headgate.engine.table.lance.LanceFixture.SCHEMA;
import static io.headgate.engine.table.lance.LanceFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.error.CorruptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data files that are read by name. Lance ends the process when it is asked to open some of these. */
final class StagedKeysTest {

    /** Ways in which a file can turn out not to be what was staged. */
    enum Damage {
        EMPTY(whole -> new byte[0]),
        CUT_OFF(whole -> Arrays.copyOf(whole, whole.length / 2)),
        WITHOUT_LAST_BYTE(whole -> Arrays.copyOf(whole, whole.length - 1)),
        LONGER(whole -> Arrays.copyOf(whole, whole.length + 1)),
        ALL_ZERO(whole -> new byte[whole.length]),
        SECOND_HALF_ZERO(whole -> Arrays.copyOf(Arrays.copyOf(whole, whole.length / 2), whole.length));

        private final UnaryOperator<byte[]> damage;

        Damage(UnaryOperator<byte[]> damage) {
            this.damage = damage;
        }
    }

    @TempDir
    private Path root;

    @ParameterizedTest
    @EnumSource(Damage.class)
    void damagedFileIsNamed(Damage how) throws IOException {
        try (LanceFixture fixture = new LanceFixture(root);
                PinnedTable table = fixture.create()) {
            StagedRows staged = fixture.stage(table, 0, 1_000, 1);
            Path file = fileOf(staged);
            Files.write(file, how.damage.apply(Files.readAllBytes(file)));

            assertThatThrownBy(() -> table.keysOf(staged))
                    .isInstanceOf(CorruptState.class)
                    .hasMessageContaining(PEOPLE + "/data/" + file.getFileName());
        }
    }

    @Test
    void missingFileIsNamed() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root);
                PinnedTable table = fixture.create()) {
            StagedRows staged = fixture.stage(table, 0, 10, 1);
            Path file = fileOf(staged);
            Files.delete(file);

            assertThatThrownBy(() -> table.keysOf(staged))
                    .isInstanceOf(CorruptState.class)
                    .hasMessageContaining(PEOPLE + "/data/" + file.getFileName());
        }
    }

    @Test
    void fileWithOtherRowsThanWereStagedIsCorruptState() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root);
                PinnedTable table = fixture.create()) {
            StagedRows staged = fixture.stage(table, 0, 10, 1);
            String fewer = staged.fragments().get(0).replace("\"rows\":10", "\"rows\":9");

            assertThatThrownBy(() -> table.keysOf(new StagedRows(List.of(fewer), 9, staged.bytes())))
                    .isInstanceOf(CorruptState.class)
                    .hasMessageContaining("10 rows, not 9");
        }
    }

    @Test
    void filesOfManyBatchesAreReadToTheEnd() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root.resolve("with a space"));
                PinnedTable table = fixture.create()) {
            StagedRows staged = fixture.stage(table, 0, 100_001, 1);

            KeySet keys = table.keysOf(staged);

            assertThat(keys.size()).isEqualTo(100_001);
        }
    }

    @Test
    void tableWithoutIdsHasNoKeys() throws IOException {
        Schema withoutIds = new Schema(List.of(SCHEMA.getFields().get(1)));
        try (LanceFixture fixture = new LanceFixture(root);
                PinnedTable table = fixture.store.createIfAbsent(PEOPLE, withoutIds, stamp())) {
            assertThatThrownBy(() -> table.keysOf(StagedRows.NONE)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Path fileOf(StagedRows staged) {
        String name = FragmentCodec.decode(staged.fragments().get(0))
                .getFiles()
                .get(0)
                .getPath();
        return root.resolve(PEOPLE.value()).resolve(StagedFiles.DATA).resolve(name);
    }
}
