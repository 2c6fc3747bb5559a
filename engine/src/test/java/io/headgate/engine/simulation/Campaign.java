package io.headgate.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * One schedule after another, several at a time, until a promise is broken. Each is deterministic in itself, so how many run
 * beside it changes nothing.
 *
 * @param parallelism how many schedules run at a time
 */
public record Campaign(SimulationOptions options, int parallelism) {

    /** As many at a time as there are processors. */
    public static Campaign ofAllProcessors() {
        return new Campaign(SimulationOptions.DEFAULT, Runtime.getRuntime().availableProcessors());
    }

    /**
     * What came of it.
     *
     * @param schedules how many were run
     * @param broken the schedule with the lowest seed that broke a promise
     */
    public record Summary(long schedules, Statistics statistics, Optional<SimulationReport> broken) {

        Summary plus(Summary other) {
            Optional<SimulationReport> first = broken.isEmpty()
                            || other.broken.isPresent()
                                    && other.broken.get().seed() < broken.get().seed()
                    ? other.broken
                    : broken;
            return new Summary(schedules + other.schedules, statistics.plus(other.statistics), first);
        }
    }

    public Summary run(long firstSeed, long schedules) {
        return run(firstSeed, number -> number < schedules);
    }

    /**
     * @param firstSeed the others follow it one by one
     * @param goOn whether to run the schedule with this number, counted from 0; asked by several threads
     */
    public Summary run(long firstSeed, LongPredicate goOn) {
        AtomicLong next = new AtomicLong();
        AtomicLong end = new AtomicLong(Long.MAX_VALUE);
        ExecutorService drivers = Executors.newFixedThreadPool(parallelism);
        try {
            List<Future<Summary>> parts = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                parts.add(drivers.submit(() -> drive(firstSeed, next, end, goOn)));
            }
            Summary all = new Summary(0, Statistics.NONE, Optional.empty());
            for (Future<Summary> part : parts) {
                all = all.plus(part.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a schedule could not be run", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while schedules were running", e);
        } finally {
            drivers.shutdownNow();
        }
    }

    /** Ends at the lowest number whose schedule broke a promise, so that it is always the same one. */
    private Summary drive(long firstSeed, AtomicLong next, AtomicLong end, LongPredicate goOn) {
        Summary summary = new Summary(0, Statistics.NONE, Optional.empty());
        try (Simulation simulation = new Simulation(options)) {
            for (long number = next.getAndIncrement();
                    number < end.get() && goOn.test(number);
                    number = next.getAndIncrement()) {
                SimulationReport report = simulation.runQuietly(firstSeed + number);
                Optional<SimulationReport> broken =
                        report.violation().isPresent() ? Optional.of(report) : Optional.empty();
                if (broken.isPresent()) {
                    end.accumulateAndGet(number, Math::min);
                }
                summary = summary.plus(new Summary(1, report.statistics(), broken));
            }
        }
        return summary;
    }
}
