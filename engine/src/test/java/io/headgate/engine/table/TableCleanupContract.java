package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every table store does about versions that are given up. */
public abstract class TableCleanupContract extends TableContractHarness {

    @Test
    void olderVersionsGoAndTheRestStays() {
        PinnedTable v3 = replace(append(create(), ADA, BOB), List.of("ada"), EVE);
        append(v3, person("zoe", "Zoe", 5));

        TableRemoval removed = store.cleanup(PATH, 3);

        assertThat(removed.versions()).isEqualTo(2);
        for (long gone = 1; gone <= 2; gone++) {
            long version = gone;
            assertThatThrownBy(() -> openAt(other, version)).isInstanceOf(CorruptState.class);
        }
        assertThat(ids(openAt(other, 3))).containsExactlyInAnyOrder("bob", "eve");
        PinnedTable head = openAt(other, 4);
        assertThat(ids(head)).containsExactlyInAnyOrder("bob", "eve", "zoe");
        assertThat(head.headVersion()).isEqualTo(4);
        assertThat(head.transactionOf(2)).isEmpty();
        assertThat(head.transactionOf(3)).isPresent();
        assertThat(ids(append(head, ADA))).containsExactlyInAnyOrder("ada", "bob", "eve", "zoe");
    }

    @Test
    void filesThatOnlyOlderVersionsNameGo() {
        PinnedTable v3 = overwrite(append(create(), ADA, BOB), EVE);
        append(v3, ADA);

        TableRemoval removed = store.cleanup(PATH, 3);

        assertThat(removed.dataFiles()).isEqualTo(1);
        assertThat(removed.bytes()).isPositive();
        assertThat(ids(openAt(other, 4))).containsExactlyInAnyOrder("eve", "ada");
    }

    @Test
    void whatIsShownIsWhatIsRemoved() {
        PinnedTable v4 = overwrite(replace(append(create(), people(0, 20)), List.of("p1"), ADA), EVE);
        PinnedTable v5 = append(v4, people(30, 10));
        stage(v5, BOB);
        delete(v5, "p31");

        TableRemoval shown = store.removable(PATH, 4);

        assertThat(shown.versions()).isEqualTo(3);
        assertThat(shown.dataFiles()).isEqualTo(2);
        assertThat(ids(openAt(other, 3))).as("nothing was changed").hasSize(20);
        assertThat(store.cleanup(PATH, 4)).isEqualTo(shown);
    }

    @Test
    void theSecondTimeThereIsNothingToRemove() {
        overwrite(append(create(), ADA), BOB);
        store.cleanup(PATH, 3);

        assertThat(store.removable(PATH, 3)).isEqualTo(TableRemoval.NONE);
        assertThat(store.cleanup(PATH, 3)).isEqualTo(TableRemoval.NONE);
        assertThat(other.cleanup(PATH, 3)).isEqualTo(TableRemoval.NONE);
    }

    @Test
    void beforeTheFirstVersionThereIsNothing() {
        append(create(), ADA);

        assertThat(store.cleanup(PATH, 1)).isEqualTo(TableRemoval.NONE);
        assertThat(ids(openAt(other, 2))).containsExactly("ada");
    }

    @Test
    void rowsThatWereStagedAMomentAgoStay() {
        PinnedTable v2 = append(create(), ADA);
        StagedRows staged = stage(v2, BOB);
        PinnedTable v3 = overwrite(v2, EVE);

        store.cleanup(PATH, 3);

        v3.requireStaged(staged);
        assertThat(ids(closingAtEnd(committed(v3.commit(v3.stageAppend(staged), stamp())))))
                .containsExactlyInAnyOrder("eve", "bob");
    }

    @Test
    void filesThatALaterVersionTookUpAgainStay() {
        PinnedTable v2 = append(create(), ADA);
        overwrite(v2, BOB);
        closingAtEnd(v2.restore(stamp()));

        TableRemoval shown = store.removable(PATH, 3);
        TableRemoval removed = store.cleanup(PATH, 3);

        assertThat(removed.dataFiles()).isZero();
        assertThat(removed).isEqualTo(shown);
        assertThat(ids(openAt(other, 4))).containsExactly("ada");
    }

    @Test
    void aVersionThatIsNotThereIsNoneToKeep() {
        append(append(create(), ADA), BOB);

        assertThatThrownBy(() -> store.cleanup(PATH, 4)).isInstanceOf(CorruptState.class);
        assertThatThrownBy(() -> store.removable(PATH, 4)).isInstanceOf(CorruptState.class);
        assertThat(ids(openAt(other, 2))).containsExactly("ada");
    }

    @Test
    void whatWasGivenUpCannotBePutBack() {
        PinnedTable v2 = append(create(), ADA);
        overwrite(v2, BOB);
        store.cleanup(PATH, 3);

        assertThatThrownBy(() -> v2.restore(stamp())).isInstanceOf(HeadgateException.class);
        assertThat(openAt(other, 3).headVersion()).isEqualTo(3);
    }

    @Test
    void aTableThatIsNotThereIsNotCleanedUp() {
        assertThatThrownBy(() -> store.cleanup(PATH, 1)).isInstanceOf(CorruptState.class);
    }

    private PinnedTable overwrite(PinnedTable table, Map<String, Object> row) {
        return closingAtEnd(committed(table.commit(table.stageOverwrite(stage(table, row)), stamp())));
    }
}
