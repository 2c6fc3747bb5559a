package io.headgate.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

/** What becomes of reports that do not reach Kafka. */
final class OffsetReporterTest {
    private static final SourcePartition PEOPLE = new SourcePartition("cluster", "people", "id", 0);
    private static final TopicPartition NAME = TopicCatalog.kafkaName(PEOPLE);

    private final Deaf kafka = new Deaf();
    private final ActivePartitions active = new ActivePartitions(kafka);
    private final OffsetReporter reporter = new OffsetReporter(kafka, active);

    OffsetReporterTest() {
        kafka.assign(List.of(NAME));
        active.admit(List.of(NAME));
        active.place(List.of(new Placement(PEOPLE, 0, false, 0)), active.order());
    }

    @Test
    void whatARebalanceKeptFromKafkaIsToldAgain() {
        report(0, 5);
        kafka.fail(new RebalanceInProgressException());
        assertThat(kafka.told()).containsExactly(5L);

        reporter.repeat();
        kafka.fail(new RebalanceInProgressException());
        reporter.repeat();
        kafka.answer();
        reporter.repeat();

        assertThat(kafka.told()).containsExactly(5L, 5L, 5L);
    }

    @Test
    void whatIsNotTheNewestAnyMoreIsNotToldAgain() {
        report(0, 5);
        report(5, 9);
        kafka.fail(new RebalanceInProgressException());
        kafka.answer();

        reporter.repeat();

        assertThat(kafka.told()).containsExactly(5L, 9L);
    }

    @Test
    void whatSomebodyElseReadsNowIsNotToldAgain() {
        report(0, 5);
        kafka.fail(new RebalanceInProgressException());
        active.remove(List.of(NAME));

        reporter.repeat();

        assertThat(kafka.told()).containsExactly(5L);
    }

    @Test
    void whoIsNoMemberAnyMoreDoesNotRepeatItself() {
        report(0, 5);
        kafka.fail(new CommitFailedException());

        reporter.repeat();

        assertThat(kafka.told()).containsExactly(5L);
    }

    private void report(long from, long to) {
        reporter.report(List.of(new SourceClaim(PEOPLE, from, to, 0)));
    }

    /** Answers commits in their order, when the test says so. */
    private static final class Deaf extends MockConsumer<byte[], byte[]> {
        private final List<Map<TopicPartition, OffsetAndMetadata>> commits = new ArrayList<>();
        private final List<OffsetCommitCallback> unanswered = new ArrayList<>();

        Deaf() {
            super("none");
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            commits.add(offsets);
            unanswered.add(callback);
        }

        List<Long> told() {
            return commits.stream().map(offsets -> offsets.get(NAME).offset()).toList();
        }

        void answer() {
            unanswered.remove(0).onComplete(commits.get(commits.size() - 1), null);
        }

        void fail(Exception failure) {
            unanswered.remove(0).onComplete(Map.of(), failure);
        }
    }
}
