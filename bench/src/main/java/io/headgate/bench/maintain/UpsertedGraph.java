package io.headgate.bench.maintain;

import io.headgate.bench.ingest.People;
import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.verify.Check;
import io.headgate.engine.verify.Verification;
import io.headgate.engine.verify.VerificationReport;
import io.headgate.engine.verify.VerifyRequest;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.engine.write.WriteResult;
import io.headgate.recovery.id.TableId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;

/** A graph with one table of people and the writer who changes it. For use by one thread. */
final class UpsertedGraph implements AutoCloseable {

    private static final String ACTOR = "bench";
    private static final int CHUNK_ROWS = 1 << 14;

    private final Path directory;
    private final BufferAllocator allocator;
    private final PeopleRows people;
    private final GraphEnvironment environment;
    private final Graph graph;
    private final GraphWriter writer;
    private final TableId table;

    private UpsertedGraph(Path directory, BufferAllocator allocator) {
        this.directory = directory;
        this.allocator = allocator;
        this.people = new PeopleRows(allocator);
        this.environment = GraphEnvironment.local(directory, Durability.PROCESS_CRASH, allocator);
        this.graph = Graph.init(environment, People.SCHEMA_SOURCE, ACTOR);
        this.writer = graph.writer(ACTOR);
        this.table =
                graph.newest().table(TableKind.NODE, People.TYPE).orElseThrow().id();
    }

    static UpsertedGraph create(Path directory, BufferAllocator allocator) {
        return new UpsertedGraph(directory, allocator);
    }

    Path directory() {
        return directory;
    }

    /** Gives every key a row, in so many commits. */
    void fill(long keys, int commits, ExpectedRows expected) {
        for (int commit = 0; commit < commits; commit++) {
            List<KeyChange> first = LongStream.range(keys * commit / commits, keys * (commit + 1) / commits)
                    .mapToObj(key -> new KeyChange(key, 0, false))
                    .toList();
            List<RowChunk> chunks = new ArrayList<>();
            try {
                for (int from = 0; from < first.size(); from += CHUNK_ROWS) {
                    chunks.add(people.of(first.subList(from, Math.min(first.size(), from + CHUNK_ROWS))));
                }
                write(WriteMode.APPEND, chunks);
            } finally {
                chunks.forEach(RowChunk::close);
            }
            expected.apply(first);
        }
    }

    WriteResult upsert(RowChunk chunk) {
        return write(WriteMode.UPSERT, List.of(chunk));
    }

    private WriteResult write(WriteMode mode, List<RowChunk> chunks) {
        long polled =
                chunks.stream().mapToLong(chunk -> chunk.rows().getRowCount()).sum();
        return writer.write(
                new WriteRequest("ingest", List.of(new TableRows(table, mode, chunks)), List.of(), polled, 0));
    }

    /** What the table is like, for somebody who comes anew. */
    TableGauge gauge(long anyKey) {
        return TableGauge.of(directory, allocator, anyKey);
    }

    Difference compare(ExpectedRows expected) {
        try (Snapshot snapshot = graph.snapshot()) {
            return ContentsCheck.of(snapshot, expected, people);
        }
    }

    /**
     * A run that lost or repeated anything measured something else.
     *
     * @param deep whether to verify the tables of every kept version, too
     */
    void requireExact(ExpectedRows expected, boolean deep) {
        Difference difference = compare(expected);
        if (!difference.equals(Difference.NONE)) {
            throw new IllegalStateException(
                    "the table in " + directory + " does not contain what was written: " + difference);
        }
        VerificationReport verified =
                Verification.ofDirectory(directory, deep ? VerifyRequest.DEEP : VerifyRequest.SHALLOW);
        if (!verified.holds()) {
            throw new IllegalStateException("the graph in " + directory + " does not verify: " + verified.checks());
        }
    }

    /** Number of files that no kept version names. */
    long unnamedFiles() {
        VerificationReport verified = Verification.ofDirectory(directory, VerifyRequest.DEEP);
        return verified.of(Check.FILES).orElseThrow().counts().getOrDefault("unreferenced", 0L);
    }

    @Override
    public void close() {
        writer.close();
        environment.close();
    }
}
