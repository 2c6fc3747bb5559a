package io.headgate.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.source.Placement;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimLedgerTest {
    private static final SourcePartition P0 = new SourcePartition("c", "people", "id", 0);
    private static final SourcePartition P1 = new SourcePartition("c", "people", "id", 1);

    private final ClaimLedger ledger = new ClaimLedger();

    @Test
    void aClaimReachesFromThePlacementToThePosition() {
        ledger.place(new Placement(P0, 10, true, 0));

        ledger.advance(P0, 15);

        assertThat(ledger.take()).containsExactly(new SourceClaim(P0, 10, 15));
    }

    @Test
    void theNextClaimBeginsWhereTheLastOneEnded() {
        ledger.place(new Placement(P0, 10, true, 0));
        ledger.advance(P0, 15);
        ledger.take();

        ledger.advance(P0, 18);

        assertThat(ledger.take()).containsExactly(new SourceClaim(P0, 15, 18));
    }

    @Test
    void onlyPartitionsThatMovedAreClaimed() {
        ledger.place(new Placement(P0, 10, true, 0));
        ledger.place(new Placement(P1, 20, true, 0));

        ledger.advance(P1, 21);

        assertThat(ledger.take()).containsExactly(new SourceClaim(P1, 20, 21));
    }

    @Test
    void aPartitionUnknownToTheGraphIsClaimedOnceEvenWhenEmpty() {
        ledger.place(new Placement(P0, 10, false, 0));

        assertThat(ledger.hasNews()).isTrue();
        assertThat(ledger.take()).containsExactly(new SourceClaim(P0, 10, 10));
        assertThat(ledger.hasNews()).isFalse();
        assertThat(ledger.take()).isEmpty();
    }

    @Test
    void positionsNeverGoBack() {
        ledger.place(new Placement(P0, 10, true, 0));
        ledger.advance(P0, 15);

        ledger.advance(P0, 12);

        assertThat(ledger.take()).containsExactly(new SourceClaim(P0, 10, 15));
    }

    @Test
    void placingAnewForgetsWhatWasRead() {
        ledger.place(new Placement(P0, 10, true, 0));
        ledger.advance(P0, 15);

        ledger.place(new Placement(P0, 12, true, 0));

        assertThat(ledger.hasNews()).isFalse();
    }

    @Test
    void claimsCarryTheEpochThatReadingBeganIn() {
        ledger.place(new Placement(P0, 10, true, 2));
        ledger.advance(P0, 15);
        assertThat(ledger.take()).containsExactly(new SourceClaim(P0, 10, 15, 2));

        ledger.advance(P0, 16);

        assertThat(ledger.take()).containsExactly(new SourceClaim(P0, 15, 16, 2));
    }

    @Test
    void forgottenPartitionsAreNotClaimed() {
        ledger.place(new Placement(P0, 10, true, 0));
        ledger.advance(P0, 15);
        assertThat(ledger.hasNewsOf(List.of(P0))).isTrue();

        ledger.forget(List.of(P0));
        ledger.advance(P0, 16);

        assertThat(ledger.hasNewsOf(List.of(P0))).isFalse();
        assertThat(ledger.take()).isEmpty();
    }
}
