package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.SourceUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StartupTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final AtomicLong now = new AtomicLong(17);
    private final CountDownLatch stopRequest = new CountDownLatch(1);
    private final AtomicInteger attempts = new AtomicInteger();
    private final Startup startup = new Startup(
            TIMEOUT, new Backoff(Duration.ofNanos(1_000), Duration.ofMillis(1)), stopRequest, now::get, new Random(1));

    @Test
    void whatKafkaDoesNotAnswerIsTriedAgainUntilItDoes() {
        assertThat(startup.attempt(awayUntilAttempt(4))).hasValue("answer");

        assertThat(attempts).hasValue(4);
    }

    @Test
    void whenTheTimeIsOverTheLastFailureIsToldWithTheKeyToChange() {
        Supplier<String> slow = () -> {
            now.addAndGet(Duration.ofSeconds(25).toNanos());
            return awayUntilAttempt(Integer.MAX_VALUE).get();
        };

        assertThatThrownBy(() -> startup.attempt(slow))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContainingAll("3 attempts", "startup.timeout", "attempt 3 is not answered");
    }

    @Test
    void allAttemptsShareOneTime() {
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(startup.left()).isEqualTo(Duration.ofSeconds(1));
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(startup.left()).isZero();

        assertThatThrownBy(() -> startup.attempt(awayUntilAttempt(2))).hasMessageContaining("1 attempts");
    }

    @Test
    void aWorkerThatHasStartedHasAllTheTimeThereIs() {
        startup.end();
        now.addAndGet(Duration.ofDays(1).toNanos());

        assertThat(startup.left()).isGreaterThan(Duration.ofDays(365));
    }

    @Test
    void aWorkerThatIsToldToStopTriesNoMore() {
        Supplier<String> stopped = () -> {
            stopRequest.countDown();
            return awayUntilAttempt(2).get();
        };

        assertThat(startup.attempt(stopped)).isEmpty();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void whatKafkaRefusesUntilSomebodyChangesItIsNotTriedAgain() {
        assertThatThrownBy(() -> startup.attempt(() -> {
                    attempts.incrementAndGet();
                    now.addAndGet(Duration.ofSeconds(25).toNanos());
                    throw new SourceUnavailable("ask", Optional.of("kafka.sasl.jaas.config"), "wrong password", null);
                }))
                .isInstanceOfSatisfying(
                        BadConfiguration.class,
                        refused -> assertThat(refused.key()).isEqualTo("kafka.sasl.jaas.config"))
                .hasMessageContaining("wrong password");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void whatIsNotForKafkaToAnswerIsNotTriedAgain() {
        assertThatThrownBy(() -> startup.attempt(() -> {
                    attempts.incrementAndGet();
                    throw new Conflict("graph", "somebody else");
                }))
                .isInstanceOf(Conflict.class);
        assertThat(attempts).hasValue(1);
    }

    private Supplier<String> awayUntilAttempt(int answered) {
        return () -> {
            int attempt = attempts.incrementAndGet();
            if (attempt < answered) {
                throw new SourceUnavailable(
                        "look", "attempt " + attempt + " is not answered", new IllegalStateException("away"));
            }
            return "answer";
        };
    }
}
