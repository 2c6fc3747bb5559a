package io.headgate.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.health.Pulse;
import io.headgate.ingest.source.PartitionSlice;
import io.headgate.ingest.source.ReadingState;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourcePartition;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LagSamplerTest {
    private static final SourcePartition P0 = new SourcePartition("c", "people", "id", 0);
    private static final SourcePartition P1 = new SourcePartition("c", "people", "id", 1);
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Map<SourcePartition, Long> visible = new HashMap<>();
    private final Map<SourcePartition, Long> ends = new HashMap<>();
    private Set<SourcePartition> reading = Set.of(P0);
    private long nanos;
    private final Pulse pulse = new Pulse(() -> nanos);
    private final UnseenRecords unseen = new UnseenRecords(() -> nanos);
    private Map<SourcePartition, PartitionLag> found = Map.of();
    private boolean away;
    private final LagSampler sampler = new LagSampler(
            pulse,
            unseen,
            partitions -> {
                if (away) {
                    throw new SourceUnavailable("look", "Kafka is away", new IllegalStateException());
                }
                return ends;
            },
            Clock.fixed(NOW, ZoneOffset.UTC),
            lags -> found = lags);

    @AfterEach
    void close() {
        sampler.close();
    }

    @Test
    void whatIsVisibleToTheEndIsNotBehind() {
        visible.put(P0, 10L);
        ends.put(P0, 10L);

        PartitionLag lag = sampled();

        assertThat(lag.records()).isZero();
        assertThat(lag.visibleOffset()).isEqualTo(10);
        assertThat(lag.secondsBehind(NOW.plusSeconds(99))).isZero();
    }

    @Test
    void timeBehindIsTheAgeOfTheOldestRecordThatIsNotVisible() {
        visible.put(P0, 10L);
        ends.put(P0, 30L);
        arrived(0, 20, NOW.minusSeconds(60));
        nanos += Duration.ofSeconds(1).toNanos();
        arrived(20, 30, NOW.minusSeconds(40));

        assertThat(sampled().secondsBehind(NOW)).isEqualTo(60);
        assertThat(sampled().secondsBehind(NOW.plusSeconds(5)))
                .as("it grows by itself")
                .isEqualTo(65);

        visible.put(P0, 20L);
        assertThat(sampled().secondsBehind(NOW)).isEqualTo(40);
        assertThat(sampled().records()).isEqualTo(10);

        visible.put(P0, 30L);
        assertThat(sampled().secondsBehind(NOW)).isZero();
    }

    @Test
    void whatArrivesAtOnceIsAsOldAsItsFirstRecord() {
        visible.put(P0, 0L);
        ends.put(P0, 30L);
        arrived(0, 10, NOW.minusSeconds(60));
        arrived(10, 30, NOW.minusSeconds(10));
        visible.put(P0, 20L);

        assertThat(sampled().secondsBehind(NOW)).isEqualTo(60);
    }

    @Test
    void readingThatBeginsAnewForgetsWhatItHadRead() {
        visible.put(P0, 0L);
        ends.put(P0, 30L);
        arrived(10, 20, NOW.minusSeconds(60));
        nanos += Duration.ofSeconds(1).toNanos();
        arrived(5, 8, NOW.minusSeconds(30));

        assertThat(sampled().secondsBehind(NOW)).isEqualTo(30);
    }

    @Test
    void recordsThatWereNotPolledCountFromWhenTheyWereNoticed() {
        visible.put(P0, 10L);
        ends.put(P0, 30L);

        assertThat(sampled().behindSince()).contains(NOW);

        visible.put(P0, 30L);
        assertThat(sampled().behindSince()).isEmpty();
    }

    @Test
    void recordsWithoutATimeCountFromWhenTheyWereNoticed() {
        visible.put(P0, 10L);
        ends.put(P0, 30L);
        arrived(10, 20, Instant.ofEpochMilli(-1));

        assertThat(sampled().behindSince()).contains(NOW);
    }

    @Test
    void whatKafkaDoesNotSayIsUnknownAndNotWhatItWas() {
        visible.put(P0, 10L);
        ends.put(P0, 30L);
        arrived(10, 20, NOW.minusSeconds(60));
        assertThat(sampled().records()).isEqualTo(20);

        away = true;

        assertThat(sampled().end()).isEmpty();
        assertThat(sampled().records()).isNaN();
        assertThat(sampled().visibleOffset()).isEqualTo(10);
        assertThat(sampled().secondsBehind(NOW)).isEqualTo(60);
    }

    @Test
    void aPartitionThatTheGraphDoesNotKnowHasNoLagYet() {
        ends.put(P0, 30L);

        assertThat(sampled().visible()).isEqualTo(OptionalLong.empty());
        assertThat(sampled().records()).isNaN();
    }

    @Test
    void onlyWhatIsReadHasALag() {
        visible.putAll(Map.of(P0, 1L, P1, 2L));
        ends.putAll(Map.of(P0, 1L, P1, 2L));
        reading = Set.of(P1);
        nanos += Duration.ofSeconds(1).toNanos();
        sample();

        assertThat(found).containsOnlyKeys(P1);
    }

    @Test
    void aWorkerThatHasNotBegunHasNoLag() {
        sampler.sample();

        assertThat(found).isEmpty();
        assertThat(unseen.oldest(P0, 0)).isEqualTo(Optional.empty());
    }

    private PartitionLag sampled() {
        sample();
        return found.get(P0);
    }

    private void sample() {
        pulse.stepped(Manifests.at(visible), () -> new ReadingState(true, false, reading, 0, 0));
        sampler.sample();
    }

    private void arrived(long from, long to, Instant first) {
        unseen.arrived(List.of(new PartitionSlice(
                P0,
                LongStream.range(from, to)
                        .mapToObj(offset -> record(offset, first.toEpochMilli() + offset - from))
                        .toList())));
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> record(long offset, long timestamp) {
        ByteBuffer empty = ByteBuffer.allocate(0);
        return new ConsumerRecord<>(
                P0.topic(),
                P0.partition(),
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                empty,
                empty,
                new RecordHeaders(),
                Optional.empty());
    }
}
