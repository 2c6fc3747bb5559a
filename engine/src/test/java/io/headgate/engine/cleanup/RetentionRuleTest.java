package io.headgate.engine.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RetentionRuleTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Retention THREE_AND_A_DAY = new Retention(3, Duration.ofDays(1), 100);
    private final RetentionRule rule = new RetentionRule(THREE_AND_A_DAY, NOW);

    @Test
    void soManyStayWhateverTheirAge() {
        assertThat(rule.bound(version(1), version(10))).isEqualTo(version(8));
        assertThat(rule.bound(version(1), version(2))).isEqualTo(version(1));
        assertThat(rule.bound(version(9), version(10)))
                .as("what is given up stays so")
                .isEqualTo(version(9));
    }

    @Test
    void soManyAreGivenUpAtOnce() {
        RetentionRule slow = new RetentionRule(THREE_AND_A_DAY.withAtOnce(4), NOW);

        assertThat(slow.bound(version(2), version(100))).isEqualTo(version(6));
    }

    @Test
    void whatIsYoungStaysAndEverythingAfterIt() {
        List<Instant> committed = List.of(hoursAgo(60), hoursAgo(30), hoursAgo(20), hoursAgo(40), hoursAgo(1));

        assertThat(rule.oldestKept(version(5), committed, Protection.NONE)).isEqualTo(version(7));
        assertThat(rule.isYoung(hoursAgo(24))).isFalse();
        assertThat(rule.isYoung(hoursAgo(23))).isTrue();
    }

    @Test
    void whatIsHeldOrUnderWayStays() {
        List<Instant> old = LongStream.range(0, 9).mapToObj(i -> hoursAgo(100)).toList();

        assertThat(rule.oldestKept(version(1), old, Protection.NONE)).isEqualTo(version(10));
        assertThat(rule.oldestKept(version(1), old, new Protection(List.of(hold(6, 1)), List.of(version(8)))))
                .isEqualTo(version(6));
        assertThat(rule.oldestKept(version(1), old, new Protection(List.of(hold(6, -1)), List.of(version(8)))))
                .as("an expired hold holds nothing")
                .isEqualTo(version(8));
        assertThat(rule.oldestKept(version(5), old.subList(0, 4), new Protection(List.of(), List.of(version(2)))))
                .as("what is given up is not taken back")
                .isEqualTo(version(5));
    }

    private static Hold hold(long version, int hours) {
        return new Hold(
                Hold.FORMAT_VERSION,
                new HoldId("h"),
                version(version),
                NOW,
                NOW.plus(Duration.ofHours(hours)),
                "reader",
                Optional.empty());
    }

    private static Instant hoursAgo(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static GraphVersion version(long number) {
        return new GraphVersion(number);
    }
}
