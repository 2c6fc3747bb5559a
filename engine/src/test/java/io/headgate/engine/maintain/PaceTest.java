package io.headgate.engine.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration WORKED = Duration.ofSeconds(6);
    private static final Pace PACE = new Pace(0.75, Duration.ofSeconds(30));

    @Test
    void restsUntilItsShareOfTheTimeIsKept() {
        assertThat(PACE.restAfter(WORKED, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(PACE.withBusyShare(0.5).restAfter(WORKED, 7)).isEqualTo(WORKED);
    }

    @Test
    void doesNotRestWhereNobodyWrites() {
        assertThat(PACE.restAfter(WORKED, 0)).isZero();
    }

    @Test
    void doesNotRestWithoutALimit() {
        assertThat(PACE.withBusyShare(1).restAfter(WORKED, 5)).isZero();
    }

    @Test
    void neverRestsForLong() {
        assertThat(PACE.withBusyShare(0.01).restAfter(WORKED, 5)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refusesAShareThatIsNone() {
        for (double share : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PACE.withBusyShare(share))
                    .withMessageContaining("busyShare");
        }
    }
}
