package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(backoff.after(1, new Random(1))).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backoff.after(3, new Random(1))).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(backoff.after(1_000, new Random(1))).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
}
