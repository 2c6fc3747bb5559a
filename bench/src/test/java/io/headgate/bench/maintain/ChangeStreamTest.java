package io.headgate.bench.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeStreamTest {

    @Test
    void theSameSeedGivesTheSameChangesAndAnotherOneGivesOthers() {
        List<List<KeyChange>> batches = stream(1).next(5);

        assertThat(stream(1).next(5)).isEqualTo(batches);
        assertThat(stream(2).next(5)).isNotEqualTo(batches);
    }

    @Test
    void keysAreOfTheSpaceAndSomeChangesAreDeletes() {
        List<KeyChange> changes =
                stream(1).next(100).stream().flatMap(List::stream).toList();

        assertThat(changes)
                .hasSize(10_000)
                .allSatisfy(change -> assertThat(change.key()).isBetween(0L, 49L));
        assertThat(changes.stream().filter(KeyChange::deleted).count() / 10_000.0)
                .isCloseTo(0.2, within(0.03));
    }

    @Test
    void whatComesLaterCountsAndDeletedKeysAreGone() {
        ExpectedRows rows = new ExpectedRows();
        rows.apply(List.of(new KeyChange(1, 0, false), new KeyChange(2, 0, false), new KeyChange(1, 1, false)));
        rows.apply(List.of(new KeyChange(2, 2, true), new KeyChange(3, 2, true)));

        assertThat(rows.rows()).isOne();
        assertThat(rows.edition(1)).hasValue(1);
        assertThat(rows.edition(2)).isEmpty();
    }

    private static ChangeStream stream(long seed) {
        return new ChangeStream(50, 100, 0.2, seed);
    }
}
