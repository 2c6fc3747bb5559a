package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.PEOPLE;
import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.rows;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.CorruptState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every table store tells about transactions, and how it takes over what others have staged and committed. */
public abstract class TableHistoryContract extends TableContractHarness {

    // ---- transactions

    @Test
    void everyVersionShowsTheTransactionThatMadeIt() {
        List<TransactionStamp> stamps = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            stamps.add(stamp(Map.of(
                    TransactionStamp.GRAPH_PROPERTY, "graph " + i, TransactionStamp.INTENTS_PROPERTY, "a,b," + i)));
        }
        PinnedTable v1 = closingAtEnd(store.createIfAbsent(PATH, PEOPLE, stamps.get(0)));
        PinnedTable v2 = closingAtEnd(committed(v1.commit(v1.stageAppend(stage(v1, ADA, BOB)), stamps.get(1))));
        PinnedTable v3 = closingAtEnd(
                committed(v2.commit(v2.stageReplace(KeySet.of(List.of("ada")), stage(v2, EVE)), stamps.get(2))));
        PinnedTable v4 = closingAtEnd(
                committed(v3.commit(v3.stageReplace(KeySet.of(List.of("bob")), StagedRows.NONE), stamps.get(3))));
        PinnedTable v5 = closingAtEnd(committed(v4.commit(v4.stageOverwrite(stage(v4, ADA)), stamps.get(4))));
        PinnedTable v6 = closingAtEnd(
                committed(v5.commit(v5.stageReplace(KeySet.of(List.of("new")), stage(v5, BOB)), stamps.get(5))));
        closingAtEnd(committed(v6.commit(v6.stageAppend(StagedRows.NONE), stamps.get(6))));
        closingAtEnd(v2.restore(stamps.get(7)));
        List<TableTransaction> made = List.of(
                new TableTransaction(0, TableTransaction.OVERWRITE, stamps.get(0)),
                new TableTransaction(1, TableTransaction.APPEND, stamps.get(1)),
                new TableTransaction(2, TableTransaction.UPDATE, stamps.get(2)),
                new TableTransaction(3, TableTransaction.UPDATE, stamps.get(3)),
                new TableTransaction(4, TableTransaction.UPDATE, stamps.get(4)),
                new TableTransaction(5, TableTransaction.APPEND, stamps.get(5)),
                new TableTransaction(6, TableTransaction.UPDATE, stamps.get(6)),
                new TableTransaction(2, TableTransaction.RESTORE, stamps.get(7)));

        for (PinnedTable seenFrom : List.of(v1, v4, openAt(other, 8))) {
            for (int version = 1; version <= 8; version++) {
                assertThat(seenFrom.transactionOf(version)).contains(made.get(version - 1));
            }
            assertThat(seenFrom.transactionOf(9)).isEmpty();
        }
    }

    @Test
    void overshotTransactionShowsTheVersionItWasStagedOn() {
        PinnedTable base = append(append(create(), ADA, BOB), EVE);
        List<StagedChange> changes = List.of(
                base.stageAppend(stage(base, BOB)),
                base.stageReplace(KeySet.of(List.of("eve")), stage(base, EVE)),
                base.stageReplace(KeySet.of(List.of("ada")), StagedRows.NONE));
        append(openAt(other, 3), person("zoe", "Zoe", 5));

        for (int i = 0; i < changes.size(); i++) {
            assertOvershoots(base, changes.get(i), 5 + i);
        }
    }

    @Test
    void overshotOverwriteShowsTheVersionItWasStagedOn() {
        PinnedTable base = append(append(create(), ADA, BOB), EVE);
        StagedChange change = base.stageOverwrite(stage(base, ADA));
        append(openAt(other, 3), person("zoe", "Zoe", 5));

        assertOvershoots(base, change, 5);
    }

    private static void assertOvershoots(PinnedTable base, StagedChange change, long landed) {
        TransactionStamp stamp = stamp();
        assertThat(base.commit(change, stamp)).isEqualTo(new CommitOutcome.Overshot(landed));
        assertThat(base.transactionOf(landed))
                .map(made -> new TableTransaction(made.readVersion(), "", made.stamp()))
                .contains(new TableTransaction(base.version(), "", stamp));
    }

    @Test
    void overshotVersionShowsItsTransactionAndARejectedChangeLeavesNone() {
        PinnedTable base = append(create(), ADA);
        TransactionStamp overshot = stamp();
        TransactionStamp rejected = stamp();
        StagedChange append = base.stageAppend(stage(base, BOB));
        StagedChange delete = base.stageReplace(KeySet.of(List.of("ada")), StagedRows.NONE);
        delete(openAt(other, 2), "ada");

        base.commit(append, overshot);
        base.commit(delete, rejected);

        assertThat(base.headVersion()).isEqualTo(4);
        assertThat(base.transactionOf(4).map(TableTransaction::stamp)).contains(overshot);
    }

    @Test
    void stampWithoutPropertiesIsKept() {
        TransactionStamp bare = stamp(Map.of());

        PinnedTable table = closingAtEnd(store.createIfAbsent(PATH, PEOPLE, bare));

        assertThat(table.transactionOf(1).map(TableTransaction::stamp)).contains(bare);
    }

    // ---- adopting what others have committed

    @Test
    void adoptedVersionIsReadAndBuiltUponAsIfItHadBeenCommittedHere() {
        PinnedTable base = append(create(), ADA);
        append(append(openAt(other, 2), BOB), EVE);

        PinnedTable adopted = closingAtEnd(base.adopt(3));

        assertThat(adopted.version()).isEqualTo(3);
        assertThat(adopted.path()).isEqualTo(PATH);
        assertThat(rows(adopted)).containsExactlyInAnyOrder(ADA, BOB);
        assertThat(rows(base)).containsExactly(ADA);
        PinnedTable newest = closingAtEnd(adopted.adopt(4));
        assertThat(rows(delete(newest, "ada", "bob"))).containsExactly(EVE);
    }

    @Test
    void versionOfEveryKindOfTransactionCanBeAdopted() {
        PinnedTable base = append(create(), ADA, BOB);
        PinnedTable fewer = delete(openAt(other, 2), "ada");
        PinnedTable replaced = replace(fewer, List.of("bob"), EVE);
        closingAtEnd(committed(replaced.commit(replaced.stageOverwrite(stage(replaced, ADA)), stamp())));
        closingAtEnd(openAt(other, 3).restore(stamp()));

        assertThat(rows(closingAtEnd(base.adopt(3)))).containsExactly(BOB);
        assertThat(rows(closingAtEnd(base.adopt(4)))).containsExactly(EVE);
        assertThat(rows(closingAtEnd(base.adopt(5)))).containsExactly(ADA);
        assertThat(rows(closingAtEnd(base.adopt(6)))).containsExactly(BOB);
    }

    @Test
    void versionThatIsNotThereCannotBeAdopted() {
        PinnedTable base = append(create(), ADA);

        assertThatThrownBy(() -> base.adopt(3))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining(PATH.value())
                .hasMessageContaining("3");
        assertThat(base.headVersion()).isEqualTo(2);
    }

    @Test
    void onlyALaterVersionCanBeAdopted() {
        PinnedTable base = append(create(), ADA);

        assertThatThrownBy(() -> base.adopt(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> base.adopt(1)).isInstanceOf(IllegalArgumentException.class);
    }

    // ---- keys of what others have staged

    @Test
    void keysAreReadFromRowsThatAnotherProcessStagedAndNobodyCommitted() {
        PinnedTable table = append(create(), ADA);
        StagedRows staged = stage(openAt(other, 2), BOB, EVE, person("ä€𝄞", "", 4), person("", "", 5));

        KeySet keys = table.keysOf(staged);

        assertThat(texts(keys)).containsExactlyInAnyOrder("bob", "eve", "ä€𝄞", "");
        assertThat(table.headVersion()).isEqualTo(2);
    }

    @Test
    void keysOfSeveralFragmentsAreOneSet() {
        PinnedTable table = create();
        StagedRows one = fixtures.stage(table, people(0, 30_000));
        StagedRows two = fixtures.stage(table, people(29_000, 2_000));
        List<String> fragments = new ArrayList<>(one.fragments());
        fragments.addAll(two.fragments());

        KeySet keys = table.keysOf(new StagedRows(fragments, one.rows() + two.rows(), one.bytes() + two.bytes()));

        assertThat(texts(keys)).hasSize(31_000).contains("p0", "p15000", "p29999", "p30999");
    }

    @Test
    void keysFindTheRowsTheyStandFor() {
        PinnedTable table = append(create(), ADA, BOB);
        StagedRows staged = stage(table, person("bob", "Robert", 42), EVE);

        PinnedTable replaced =
                closingAtEnd(committed(table.commit(table.stageReplace(table.keysOf(staged), staged), stamp())));

        assertThat(rows(replaced)).containsExactlyInAnyOrder(ADA, person("bob", "Robert", 42), EVE);
        assertThat(texts(replaced.keysOf(staged))).containsExactlyInAnyOrder("bob", "eve");
    }

    @Test
    void rowsThatNobodyStagedAreCorruptState() {
        PinnedTable table = create();

        assertThatThrownBy(() -> table.keysOf(new StagedRows(List.of("nonsense"), 1, 1)))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void nothingStagedHasNoKeys() {
        assertThat(create().keysOf(StagedRows.NONE).isEmpty()).isTrue();
    }

    private static List<String> texts(KeySet keys) {
        List<String> texts = new ArrayList<>();
        keys.forEach(texts::add);
        return texts;
    }
}
