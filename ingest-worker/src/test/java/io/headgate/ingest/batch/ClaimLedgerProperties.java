package io.headgate.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.source.Placement;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ClaimLedgerProperties {
    private static final SourcePartition PARTITION = new SourcePartition("c", "t", "id", 0);

    /** Steps of zero close a batch; others move the position. */
    @Property(tries = 200)
    void claimsFollowEachOtherWithoutGapOrOverlap(@ForAll @Size(max = 50) List<@IntRange(max = 5) Integer> steps) {
        ClaimLedger ledger = new ClaimLedger();
        ledger.place(new Placement(PARTITION, 100, true, 0));
        long position = 100;
        long claimed = 100;

        for (int step : steps) {
            position += step;
            ledger.advance(PARTITION, position);
            if (step == 0) {
                for (SourceClaim claim : ledger.take()) {
                    assertThat(claim.from()).isEqualTo(claimed);
                    claimed = claim.to();
                }
                assertThat(claimed).isEqualTo(position);
            }
        }
    }
}
