package io.headgate.engine.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedConcurrencyTest {

    private final BoundedConcurrency concurrency = new BoundedConcurrency(3);

    @AfterEach
    void close() {
        concurrency.close();
    }

    @Test
    void resultsComeInTheOrderOfTheTasks() {
        List<Supplier<Integer>> tasks = new ArrayList<>();
        IntStream.range(0, 100).forEach(number -> tasks.add(() -> number));

        assertThat(concurrency.all(tasks))
                .isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(concurrency.all(List.of())).isEmpty();
    }

    @Test
    void tasksAreUnderWayAtTheSameTime() {
        CyclicBarrier meeting = new CyclicBarrier(4);

        assertThat(concurrency.all(List.of(
                        () -> meets(meeting), () -> meets(meeting), () -> meets(meeting), () -> meets(meeting))))
                .containsOnly(true);
    }

    @Test
    void noMoreThreadsAreUsedThanAllowed() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Supplier<Boolean>> tasks = new ArrayList<>();
        IntStream.range(0, 1000).forEach(number -> tasks.add(() -> threads.add(Thread.currentThread())));

        concurrency.all(tasks);

        assertThat(threads).hasSizeLessThanOrEqualTo(1 + 3);
    }

    @Test
    void tasksThatWaitForTasksDoNotBlockEachOther() {
        assertThat(nested(4)).isEqualTo(4 * 4 * 4 * 4);
    }

    private int nested(int depth) {
        if (depth == 0) {
            return 1;
        }
        List<Supplier<Integer>> tasks = new ArrayList<>();
        IntStream.range(0, 4).forEach(number -> tasks.add(() -> nested(depth - 1)));
        return concurrency.all(tasks).stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aFailureIsThrownAfterAllHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);

        assertThatThrownBy(() -> concurrency.all(List.of(
                        () -> {
                            failed.countDown();
                            throw new IllegalStateException("first");
                        },
                        () -> {
                            await(failed);
                            return ended.incrementAndGet();
                        },
                        () -> {
                            throw new AssertionError("second");
                        })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("first");
        assertThat(ended).hasValue(1);
    }

    @Test
    void anInterruptedCallerWaitsForItsTasksAndStaysInterrupted() {
        CyclicBarrier meeting = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();

        concurrency.all(List.of(
                () -> meets(meeting),
                () -> {
                    caller.interrupt();
                    return true;
                },
                () -> meets(meeting)));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void afterItIsClosedTheCallerDoesEverythingItself() {
        concurrency.close();

        assertThat(concurrency.all(List.of(Thread::currentThread, Thread::currentThread)))
                .containsOnly(Thread.currentThread());
    }

    @Test
    void withoutThreadsTheCallerDoesEverythingItself() {
        try (BoundedConcurrency none = new BoundedConcurrency(0)) {
            assertThat(none.all(List.of(Thread::currentThread, Thread::currentThread)))
                    .containsOnly(Thread.currentThread());
        }
    }

    @Test
    void whatIsRepeatedGoesOnBesideTheCallerUntilItIsClosed() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        Concurrency.Repetition repeated = concurrency.every(Duration.ofMillis(1), thrice::countDown);

        await(thrice);
        repeated.close();

        CountDownLatch fiveOfAnother = new CountDownLatch(5);
        AtomicInteger ofTheFirst = new AtomicInteger();
        concurrency.every(Duration.ofMillis(1), ofTheFirst::incrementAndGet).close();
        int before = ofTheFirst.get();
        concurrency.every(Duration.ofMillis(1), fiveOfAnother::countDown);
        await(fiveOfAnother);
        assertThat(ofTheFirst.get()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void twoOfDifferentTypes() {
        assertThat(concurrency.both(() -> 1, () -> "two")).isEqualTo(new Concurrency.Both<>(1, "two"));
        assertThat(Concurrency.NONE.both(() -> 1, () -> "two")).isEqualTo(new Concurrency.Both<>(1, "two"));
    }

    private static boolean meets(CyclicBarrier meeting) {
        boolean interrupted = Thread.interrupted();
        try {
            meeting.await(30, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
