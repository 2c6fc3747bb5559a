package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.TableFixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a graph of the schema of {@link Batches} holds: for comparing what is there with what the log says.
 *
 * @param people id to name
 * @param follows ids of the edges in order; one that was added twice is there twice
 * @param deadLetters their messages in order
 */
record GraphContents(Map<String, String> people, List<String> follows, List<String> deadLetters) {

    GraphContents {
        people = Map.copyOf(people);
        follows = follows.stream().sorted().toList();
        deadLetters = deadLetters.stream().sorted().toList();
    }

    /** What one graph version holds; an id that is there twice fails. */
    static GraphContents of(Snapshot snapshot) throws Exception {
        return new GraphContents(
                Batches.people(snapshot),
                texts(snapshot, TableKind.EDGE, "Follows", "id"),
                texts(snapshot, TableKind.SYSTEM, GraphManifest.DEAD_LETTERS, "message"));
    }

    /** What the records lead to, one after the other, from nothing. */
    static GraphContents replaying(List<LogRecord> records) {
        Map<String, String> people = new TreeMap<>();
        List<String> follows = new ArrayList<>();
        List<String> deadLetters = new ArrayList<>();
        for (LogRecord record : records) {
            switch (record.kind()) {
                case PERSON -> people.put(record.id(), record.text());
                case GONE -> people.remove(record.id());
                case FOLLOWS -> follows.add(record.id());
                case UNUSABLE -> deadLetters.add(record.text());
            }
        }
        return new GraphContents(people, follows, deadLetters);
    }

    private static List<String> texts(Snapshot snapshot, TableKind kind, String table, String column) {
        return TableFixtures.rows(snapshot.scan(kind, table, ScanRequest.ALL)).stream()
                .map(row -> (String) row.get(column))
                .toList();
    }
}
