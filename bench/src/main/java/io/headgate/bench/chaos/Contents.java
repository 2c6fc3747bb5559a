package io.headgate.bench.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a graph holds, or has to hold. A row stands for the record that it was made of.
 *
 * @param people id and number of each person, once for each row
 * @param follows numbers, once for each row
 * @param deadLetters places in the log, once for each row
 * @param offsets next offsets by partition
 * @param records of the log that it is made of
 */
record Contents(
        List<String> people, List<Long> follows, List<String> deadLetters, Map<String, Long> offsets, long records) {

    /** A log, replayed in the order of each partition. */
    static final class Replay {
        private final Map<String, Long> people = new TreeMap<>();
        private final List<Long> follows = new ArrayList<>();
        private final List<String> deadLetters = new ArrayList<>();
        private final Map<String, Long> offsets = new TreeMap<>();
        private long records;

        void person(String id, long number) {
            records++;
            people.put(id, number);
        }

        void noPerson(String id) {
            records++;
            people.remove(id);
        }

        void follow(long number) {
            records++;
            follows.add(number);
        }

        void bad(String place) {
            records++;
            deadLetters.add(place);
        }

        void offset(String partition, long next) {
            offsets.put(partition, next);
        }

        Contents contents() {
            List<String> rows = people.entrySet().stream()
                    .map(person -> personRow(person.getKey(), person.getValue()))
                    .toList();
            return new Contents(rows, follows, deadLetters, offsets, records);
        }
    }

    static String personRow(String id, long number) {
        return id + "=" + number;
    }

    /** What is there compared with what has to be there. */
    static Tally compare(Contents expected, Contents actual) {
        return Tally.of(expected.people, actual.people)
                .plus(Tally.of(expected.follows, actual.follows))
                .plus(Tally.of(expected.deadLetters, actual.deadLetters));
    }

    /**
     * Rows that are not as they have to be.
     *
     * @param lost that are not there
     * @param repeated that are there once more
     * @param unexpected that no record accounts for, or one that another one has replaced
     * @param examples some of all of them, in words
     */
    record Tally(long lost, long repeated, long unexpected, List<String> examples) {

        private static final int MOST_EXAMPLES = 20;

        boolean isExact() {
            return lost == 0 && repeated == 0 && unexpected == 0;
        }

        Tally plus(Tally other) {
            List<String> all = new ArrayList<>(examples);
            all.addAll(other.examples);
            return new Tally(lost + other.lost, repeated + other.repeated, unexpected + other.unexpected, all);
        }

        /** @param expected each one once */
        static <T extends Comparable<T>> Tally of(Collection<T> expected, Collection<T> actual) {
            Map<T, Integer> missing = new TreeMap<>();
            expected.forEach(row -> missing.put(row, 0));
            long repeated = 0;
            long unexpected = 0;
            List<String> examples = new ArrayList<>();
            for (T row : actual) {
                Integer seen = missing.computeIfPresent(row, (same, count) -> count + 1);
                if (seen == null) {
                    unexpected++;
                    note(examples, "unexpected " + row);
                } else if (seen > 1) {
                    repeated++;
                    note(examples, "repeated " + row);
                }
            }
            List<T> lost = missing.entrySet().stream()
                    .filter(entry -> entry.getValue() == 0)
                    .map(Map.Entry::getKey)
                    .toList();
            lost.forEach(row -> note(examples, "lost " + row));
            return new Tally(lost.size(), repeated, unexpected, examples);
        }

        private static void note(List<String> examples, String example) {
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(example);
            }
        }
    }
}
