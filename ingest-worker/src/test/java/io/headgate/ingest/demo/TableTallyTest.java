package io.headgate.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTallyTest {

    private final FingerprintMap due = new FingerprintMap();

    @Test
    void exactlyTheRowsThatMustBeThereAreNoDifference() {
        due.put(1, 10);
        due.put(2, 20);

        TableTally tally = new TableTally("people", due);
        tally.found(2, 20, "bob");
        tally.found(1, 10, "ada");

        assertThat(tally.difference()).isEmpty();
    }

    @Test
    void missingChangedAndSuperfluousRowsAreCounted() {
        due.put(1, 10);
        due.put(2, 20);

        TableTally tally = new TableTally("people", due);
        tally.found(1, 11, "ada");
        tally.found(3, 30, "eve");

        assertThat(tally.difference())
                .hasValue(
                        "people: of 2 rows 1 are missing and 1 have other values; 1 rows are too many (for example ada)");
    }

    @Test
    void rowThatIsThereTwiceIsOneTooMany() {
        due.put(1, 10);

        TableTally tally = new TableTally("people", due);
        tally.found(1, 10, "ada");
        tally.found(1, 10, "ada");

        assertThat(tally.difference()).isPresent();
    }
}
