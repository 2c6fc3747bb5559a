package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.LanceFixture.PEOPLE;
import static io.headgate.engine.table.lance.LanceFixture.committed;
import static io.headgate.engine.table.lance.LanceFixture.contents;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.PinnedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a power cut may leave of a version that was linked but not yet forced. */
final class TornVersionsTest {

    /** Ways in which a file system may lose the content of a file whose name it kept. */
    enum Damage {
        EMPTY(whole -> new byte[0]),
        CUT_OFF(whole -> Arrays.copyOf(whole, whole.length / 2)),
        WITHOUT_LAST_BYTE(whole -> Arrays.copyOf(whole, whole.length - 1)),
        ALL_ZERO(whole -> new byte[whole.length]),
        SECOND_HALF_ZERO(whole -> Arrays.copyOf(Arrays.copyOf(whole, whole.length / 2), whole.length));

        private final UnaryOperator<byte[]> damage;

        Damage(UnaryOperator<byte[]> damage) {
            this.damage = damage;
        }
    }

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aTornVersionAboveThePinWedgesNobody(Damage damage) throws IOException {
        try (LanceFixture fixture = new LanceFixture(root)) {
            commitTwo(fixture);
            Path torn = manifest(3);
            Files.write(torn, damage.damage.apply(Files.readAllBytes(torn)));
        }

        try (LanceFixture fixture = new LanceFixture(root);
                PinnedTable pinned = fixture.store.open(PEOPLE, 2)) {
            assertThat(pinned.headVersion()).isEqualTo(2);
            try (PinnedTable next = committed(pinned, pinned.stageAppend(fixture.stage(pinned, 5, 6, 5)))) {
                assertThat(next.version()).isEqualTo(3);
                assertThat(contents(next)).isEqualTo(Map.of("k0", 1L, "k5", 5L));
            }
        }
    }

    @Test
    void wholeVersionsAboveThePinAreKept() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root)) {
            commitTwo(fixture);
            try (PinnedTable pinned = fixture.store.open(PEOPLE, 1)) {
                assertThat(pinned.headVersion()).isEqualTo(3);
                assertThat(manifest(2)).exists();
                assertThat(manifest(3)).exists();
            }
        }
    }

    private void commitTwo(LanceFixture fixture) throws IOException {
        try (PinnedTable first = fixture.create();
                PinnedTable second = committed(first, first.stageAppend(fixture.stage(first, 0, 1, 1)));
                PinnedTable third = committed(second, second.stageAppend(fixture.stage(second, 1, 2, 1)))) {
            assertThat(third.version()).isEqualTo(3);
        }
    }

    private Path manifest(long version) {
        return root.resolve(PEOPLE.value())
                .resolve(CommittedFiles.VERSIONS)
                .resolve(new CommittedFiles(0, "", version).manifestFile());
    }
}
