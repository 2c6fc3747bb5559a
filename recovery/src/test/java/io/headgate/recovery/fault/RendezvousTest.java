package io.headgate.recovery.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RendezvousTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Rendezvous rendezvous = Rendezvous.at(FaultPoint.ARM_AFTER_PUT);

    @AfterEach
    void stop() {
        rendezvous.close();
        threads.shutdownNow();
    }

    @Test
    void theFirstThreadWaitsAtThePointUntilItIsReleased() throws Exception {
        Future<?> sleeper = threads.submit(() -> rendezvous.reached(FaultPoint.ARM_AFTER_PUT));

        rendezvous.awaitReached(PATIENCE);
        assertThat(sleeper.isDone()).isFalse();

        rendezvous.release();
        assertThat(sleeper.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void laterThreadsPass() throws Exception {
        Future<?> sleeper = threads.submit(() -> rendezvous.reached(FaultPoint.ARM_AFTER_PUT));
        rendezvous.awaitReached(PATIENCE);

        rendezvous.reached(FaultPoint.ARM_AFTER_PUT);

        assertThat(sleeper.isDone()).isFalse();
    }

    @Test
    void otherPointsPass() {
        rendezvous.reached(FaultPoint.ARM_BEFORE_PUT);

        assertThatThrownBy(() -> rendezvous.awaitReached(Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ARM_AFTER_PUT")
                .hasMessageContaining("nobody came by");
    }

    @Test
    void nobodyWaitsAfterTheRelease() {
        rendezvous.release();

        rendezvous.reached(FaultPoint.ARM_AFTER_PUT);
    }

    @Test
    void aParkedThreadThatIsInterruptedFails() {
        Future<?> sleeper = threads.submit(rendezvous::park);
        rendezvous.awaitReached(PATIENCE);

        threads.shutdownNow();

        assertThatThrownBy(() -> sleeper.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("interrupted at ARM_AFTER_PUT");
    }
}
