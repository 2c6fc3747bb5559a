package io.headgate.engine.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Makes storage calls that do not depend on each other, side by side where storage is far away. Implementations are safe for use
 * by many threads, and tasks may use it themselves.
 */
public interface Concurrency extends AutoCloseable {

    /** Nothing but the calling thread: for simulations, in which nothing happens that they did not order. */
    Concurrency NONE = new Concurrency() {
        @Override
        public <T> List<T> all(List<Supplier<T>> tasks) {
            return tasks.stream().map(Supplier::get).toList();
        }

        @Override
        public Repetition every(Duration period, Runnable action) {
            return () -> {};
        }

        @Override
        public void close() {}
    };

    /**
     * Does all of them and gives back what they gave, in their order. When some fail, it throws the failure of the first of
     * those, when no other is under way any more; some may then not have begun.
     *
     * @param tasks that may be done in any order and at the same time
     */
    <T> List<T> all(List<Supplier<T>> tasks);

    /** The same for two of different types. */
    default <A, B> Both<A, B> both(Supplier<A> first, Supplier<B> second) {
        AtomicReference<A> left = new AtomicReference<>();
        AtomicReference<B> right = new AtomicReference<>();
        all(List.of(
                () -> {
                    left.set(first.get());
                    return true;
                },
                () -> {
                    right.set(second.get());
                    return true;
                }));
        return new Both<>(left.get(), right.get());
    }

    /**
     * Does something again and again beside the calling thread, first after one period, until it fails or is closed.
     *
     * @param action whose failures are not told to anybody
     */
    Repetition every(Duration period, Runnable action);

    /** Ends what is repeated. What is under way when it is closed may still go on for a moment. */
    interface Repetition extends AutoCloseable {
        @Override
        void close();
    }

    /** Two results. */
    record Both<A, B>(A first, B second) {}

    @Override
    void close();
}
