package io.headgate.engine.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * How often each small number came.
 *
 * @param counts by number, from 0; the last one is not 0
 */
public record Histogram(List<Long> counts) {

    public static final Histogram NONE = new Histogram(List.of());

    public Histogram {
        counts = List.copyOf(counts);
    }

    /** With one more of that number. */
    Histogram with(int number) {
        return plus(new Histogram(single(number)));
    }

    private static List<Long> single(int number) {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            counts.add(0L);
        }
        counts.add(1L);
        return counts;
    }

    public Histogram plus(Histogram other) {
        List<Long> sum = new ArrayList<>();
        for (int number = 0; number < Math.max(counts.size(), other.counts.size()); number++) {
            sum.add(at(number) + other.at(number));
        }
        return new Histogram(sum);
    }

    private long at(int number) {
        return number < counts.size() ? counts.get(number) : 0;
    }

    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The greatest number that came; 0 when none did. */
    public int max() {
        return Math.max(0, counts.size() - 1);
    }

    /** The smallest number that so many in a hundred do not exceed. */
    public int percentile(int percent) {
        long needed = (total() * percent + 99) / 100;
        long seen = 0;
        for (int number = 0; number < counts.size(); number++) {
            seen += counts.get(number);
            if (seen >= needed) {
                return number;
            }
        }
        return max();
    }

    @Override
    public String toString() {
        return "p50 " + percentile(50) + ", p99 " + percentile(99) + ", max " + max() + " of " + total();
    }
}
