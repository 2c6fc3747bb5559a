package io.headgate.engine.manifest;

import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One graph version: the exact version of every table and the source offsets that they contain, in one immutable object.
 * Writing it is the only moment at which anything becomes visible.
 *
 * @param formatVersion layout of the serialised form
 * @param version its number
 * @param parent the version it was built on; empty for the first
 * @param oldest the oldest version that a reader may count on: those before it are gone, or about to go
 * @param branch the branch it is on: {@code main}
 * @param commit identity of this publication
 * @param operation {@code init}, {@code ingest}, {@code recover}, {@code repair}, {@value #OFFSETS}, {@value #OPTIMIZE},
 *     {@value #CLEANUP} or that of a load
 * @param actor who published it
 * @param reason why a person made it; empty when the program did in the course of its work
 * @param committedAt when, for people; no decision rests on it
 * @param schema SHA-256 of the schema source in force
 * @param tables every table of the graph
 * @param sources every partition that the graph contains records of
 * @param intents the intents that this version carries out
 * @param account of the records that this version adds
 * @param totals sum of the accounts of all versions up to this one
 */
public record GraphManifest(
        int formatVersion,
        GraphVersion version,
        Optional<GraphVersion> parent,
        GraphVersion oldest,
        String branch,
        CommitId commit,
        String operation,
        String actor,
        Optional<String> reason,
        Instant committedAt,
        String schema,
        List<TablePin> tables,
        List<SourceOffset> sources,
        List<IntentId> intents,
        Account account,
        Account totals) {

    public static final int FORMAT_VERSION = 2;
    public static final String MAIN_BRANCH = "main";
    public static final String DEAD_LETTERS = "dead-letters";
    /** The operation of versions that change offsets deliberately, and nothing else. */
    public static final String OFFSETS = "offsets";
    /** The operation of versions that change the shape of tables, and no content. */
    public static final String OPTIMIZE = "optimize";
    /** The operation of versions that say which older ones are given up, and nothing else. */
    public static final String CLEANUP = "cleanup";

    public GraphManifest {
        tables = List.copyOf(tables);
        sources = List.copyOf(sources);
        intents = List.copyOf(intents);
    }

    public Optional<TablePin> table(TableId id) {
        return tables.stream().filter(pin -> pin.id().equals(id)).findFirst();
    }

    /** The table of that kind and name. */
    public Optional<TablePin> table(TableKind kind, String name) {
        return tables.stream()
                .filter(pin -> pin.kind() == kind && pin.name().equals(name))
                .findFirst();
    }

    /** Whether it has the same tables at the same versions, however far they are indexed. */
    public boolean pinsTheSameAs(GraphManifest other) {
        return tables.size() == other.tables.size()
                && IntStream.range(0, tables.size()).allMatch(i -> tables.get(i).pinsTheSameAs(other.tables.get(i)));
    }

    /** What is recorded for the partition of that topic name and number, whatever its ids. */
    public Optional<SourceOffset> source(String topic, int partition) {
        return sources.stream()
                .filter(source -> source.partition().topic().equals(topic)
                        && source.partition().partition() == partition)
                .findFirst();
    }

    /** The first offset of exactly that partition which the graph does not contain. */
    public Optional<Long> nextOffset(SourcePartition partition) {
        return sources.stream()
                .filter(source -> source.partition().equals(partition))
                .map(SourceOffset::nextOffset)
                .findFirst();
    }
}
