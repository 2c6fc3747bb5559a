package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class VisibilityTest {

    private static final int PARTITIONS = 2;

    private final SendLog log = new SendLog(PARTITIONS, 10);
    private final Visibility visibility = new Visibility(log, PARTITIONS, millis(1_000), millis(2_000));

    @Test
    void aRecordWaitsFromWhenItWasDueUntilItsOffsetIsSeen() {
        log.due(0, 0, millis(1_000));
        log.due(0, 1, millis(1_300));
        log.due(1, 0, millis(1_100));

        visibility.seen(0, 2, millis(1_400));
        visibility.seen(1, 1, millis(1_900));

        assertThat(visibility.latency().count()).isEqualTo(3);
        assertThat(visibility.latency().p50()).isCloseTo(400, within(0.5));
        assertThat(visibility.latency().most()).isCloseTo(800, within(1.0));
    }

    @Test
    void aRecordCountsOnceHoweverOftenItIsSeen() {
        log.due(0, 0, millis(1_000));

        visibility.seen(0, 1, millis(1_100));
        visibility.seen(0, 1, millis(1_900));
        visibility.seen(0, 0, millis(1_950));

        assertThat(visibility.latency().count()).isEqualTo(1);
        assertThat(visibility.latency().most()).isCloseTo(100, within(0.1));
        assertThat(visibility.records()).isEqualTo(1);
    }

    @Test
    void recordsOfTheWarmUpAndFromAfterwardsDoNotCount() {
        log.due(0, 0, millis(999));
        log.due(0, 1, millis(1_999));
        log.due(0, 2, millis(2_000));

        visibility.seen(0, 3, millis(2_500));

        assertThat(visibility.records()).isEqualTo(3);
        assertThat(visibility.latency().count()).isEqualTo(1);
        assertThat(visibility.latency().most()).isCloseTo(501, within(0.5));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
