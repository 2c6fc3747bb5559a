package io.headgate.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourcePartition;
import org.junit.jupiter.api.Test;

class ResumeRuleTest {
    private static final SourcePartition RECORDED = new SourcePartition("cluster-a", "people", "id-1", 3);
    private static final OffsetRange LOG = new OffsetRange(100, 200);

    @Test
    void theRecordedPartitionIsAccepted() {
        assertThatCode(() -> ResumeRule.checkIdentity(RECORDED, new SourceOffset(RECORDED, 7)))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherClusterIsNamedBesideTheRecordedOne() {
        SourcePartition live = new SourcePartition("cluster-b", "people", "id-1", 3);

        assertThatThrownBy(() -> ResumeRule.checkIdentity(live, new SourceOffset(RECORDED, 7)))
                .isInstanceOfSatisfying(SourceMismatch.class, mismatch -> {
                    assertThat(mismatch.topic()).isEqualTo("people");
                    assertThat(mismatch.partition()).isEqualTo(3);
                })
                .hasMessageContainingAll("cluster-a", "cluster-b", "people-3", "offset 7", "bootstrap.servers");
    }

    @Test
    void aTopicCreatedAnewIsNamedBesideTheRecordedOne() {
        SourcePartition live = new SourcePartition("cluster-a", "people", "id-2", 3);

        assertThatThrownBy(() -> ResumeRule.checkIdentity(live, new SourceOffset(RECORDED, 7)))
                .isInstanceOf(SourceMismatch.class)
                .hasMessageContainingAll("id-1", "id-2", "created anew", "people-3");
    }

    @Test
    void offsetsFromTheStartToTheEndOfTheLogCanBeResumed() {
        assertThatCode(() -> ResumeRule.checkRange(RECORDED, 100, LOG)).doesNotThrowAnyException();
        assertThatCode(() -> ResumeRule.checkRange(RECORDED, 200, LOG)).doesNotThrowAnyException();
    }

    @Test
    void deletedOffsetsAreCounted() {
        assertThatThrownBy(() -> ResumeRule.checkRange(RECORDED, 90, LOG))
                .isInstanceOf(SourceMismatch.class)
                .hasMessageContainingAll("offset 90", "oldest is 100", "10 offsets were deleted", "retention");
    }

    @Test
    void aLogThatWasCutIsMeasured() {
        assertThatThrownBy(() -> ResumeRule.checkRange(RECORDED, 201, LOG))
                .isInstanceOf(SourceMismatch.class)
                .hasMessageContainingAll("offset 201", "ends at 200", "1 offsets");
    }
}
