package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProcessStopTest {

    private final ProcessStop stop = new ProcessStop();

    @Test
    void commandThatWantsToKnowIsToldAndWaitedFor() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        stop.onStop(told::countDown);

        CompletableFuture<OptionalInt> end = CompletableFuture.supplyAsync(this::stopped);
        told.await();
        assertThat(end).isNotDone();
        stop.returned(5);

        assertThat(end.get()).isEqualTo(OptionalInt.of(5));
    }

    @Test
    void commandThatDoesNotCareIsNotWaitedFor() {
        assertThat(stopped()).isEmpty();
    }

    @Test
    void commandThatHasReturnedIsNotToldAnyMore() {
        AtomicBoolean told = new AtomicBoolean();
        stop.onStop(() -> told.set(true));
        stop.returned(0);

        assertThat(stopped()).isEmpty();
        assertThat(told).isFalse();
    }

    @Test
    void whoComesTooLateIsToldAtOnce() {
        AtomicBoolean told = new AtomicBoolean();
        stopped();

        stop.onStop(() -> told.set(true));

        assertThat(told).isTrue();
    }

    private OptionalInt stopped() {
        try {
            return stop.stop();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
