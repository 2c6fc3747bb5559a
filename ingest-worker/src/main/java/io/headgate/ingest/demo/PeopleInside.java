package io.headgate.ingest.demo;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Who is in the social graph just now, by number. Numbers are never used twice. */
final class PeopleInside {

    private final SplittableRandom random;
    private long[] numbers = new long[1024];
    private int count;
    private long next;

    PeopleInside(SplittableRandom random) {
        this.random = random;
    }

    int count() {
        return count;
    }

    long join() {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = next;
        return next++;
    }

    long leave() {
        int place = random.nextInt(count);
        long number = numbers[place];
        numbers[place] = numbers[--count];
        return number;
    }

    long any() {
        return numbers[random.nextInt(count)];
    }

    /** Someone, and more often one of those that came early. */
    long popular() {
        double skewed = random.nextDouble();
        return numbers[(int) (skewed * skewed * skewed * count)];
    }
}
