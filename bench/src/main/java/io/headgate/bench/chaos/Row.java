package io.headgate.bench.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the records say. All of a record follows from its number, which no other record has, so that a row of a graph can be told
 * to be exactly that record's.
 */
final class Row {

    static final String PEOPLE = "people";
    static final String FOLLOWS = "follows";
    static final int PARTITIONS = 6;

    static final String SCHEMA = """
            node Person {
              id: String @key
              name: String
              n: I64
            }
            edge Follows: Person -> Person {
              n: I64
            }
            """;

    /** Of a record that cannot be applied. */
    static final String BAD = "!";

    private static final int PERSONS = 3_000;
    private static final int NUMBER_BITS = 40;

    private static final JsonMapper JSON = new JsonMapper();

    private Row() {}

    /** @param sequence of the record in its partition */
    static long number(int partition, long sequence) {
        return (long) partition << NUMBER_BITS | sequence;
    }

    /** A person's records are all in one partition. */
    static String person(int partition, int random) {
        return "p" + (random % (PERSONS / PARTITIONS) * PARTITIONS + partition);
    }

    static String name(String person, long number) {
        return person + " as of " + number;
    }

    static String source(long number) {
        return "p" + Math.floorMod(number * 31 + 7, PERSONS);
    }

    static String target(long number) {
        return "p" + Math.floorMod(number * 17 + 3, PERSONS);
    }

    static String personJson(String id, long number) {
        return object().put("id", id)
                .put("name", name(id, number))
                .put("n", number)
                .toString();
    }

    static String followJson(long number) {
        return object().put("src", source(number))
                .put("dst", target(number))
                .put("n", number)
                .toString();
    }

    static long numberIn(String json) {
        try {
            return JSON.readTree(json).get("n").longValue();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a record of ours: " + json, e);
        }
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
