package io.headgate.bench.ingest;

/**
 * Which keys a topic has and which of them a table has beforehand: half of the topic's. Both lie in an order that has nothing
 * to do with the other, so that any part of the topic finds its rows all over the table.
 *
 * @param records of the topic, each with a key of its own
 */
record KeyPlan(long records) {

    /** About the golden section of 2^32, and prime: steps of it visit every number once before they repeat. */
    private static final long STEP = 2_654_435_761L;

    /** The number of the person in a record of the topic. */
    long keyOfRecord(long record) {
        return Math.floorMod(record * STEP, records);
    }

    /** The number of the person in a row of a table that is there beforehand. */
    long keyOfRow(long row, long tableRows) {
        long shared = sharedWith(tableRows);
        long distance = shared == 0 ? 1 : tableRows / shared;
        boolean inTopic = row % distance == 0 && row / distance < shared;
        return inTopic ? row / distance * 2 : records + row;
    }

    /** How many of the topic's keys such a table has. */
    long sharedWith(long tableRows) {
        return Math.min((records + 1) / 2, tableRows);
    }
}
