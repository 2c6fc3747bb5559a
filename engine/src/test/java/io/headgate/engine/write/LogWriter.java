package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.partition;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.write.LogRecord.Kind;
import io.headgate.recovery.intent.SourceClaim;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes a log to a graph as a worker does: what the graph does not contain yet, batch by batch. */
final class LogWriter implements AutoCloseable {

    static final int BATCH = 3;

    private final LongFunction<LogRecord> log;
    private final TableFixtures fixtures;
    private final Consumer<Told> onWritten;
    private final GraphWriter writer;

    /** Opens the writer, which puts right what dead ones left. */
    LogWriter(GraphEnvironment environment, TableFixtures fixtures, LongFunction<LogRecord> log) {
        this(environment, fixtures, log, told -> {});
    }

    /** @param onWritten takes what is said of each write that was successful */
    LogWriter(
            GraphEnvironment environment,
            TableFixtures fixtures,
            LongFunction<LogRecord> log,
            Consumer<Told> onWritten) {
        this.log = log;
        this.onWritten = onWritten;
        this.fixtures = fixtures;
        this.writer = Graph.open(environment).writer("log");
    }

    static List<LogRecord> records(LongFunction<LogRecord> log, long from, long to) {
        return LongStream.range(from, to).mapToObj(log).toList();
    }

    GraphManifest refresh() {
        return writer.refresh();
    }

    /** Brings the graph to that offset. */
    void writeTo(long end) {
        long from = writer.current().nextOffset(partition(0)).orElse(0L);
        while (from < end) {
            long to = Math.min(end, from + BATCH);
            write("ingest", records(log, from, to), List.of(new SourceClaim(partition(0), from, to, epoch())));
            from = to;
        }
    }

    private long epoch() {
        return writer.current().sources().stream()
                .filter(source -> source.partition().equals(partition(0)))
                .mapToLong(SourceOffset::epoch)
                .findFirst()
                .orElse(0L);
    }

    /** Writes records that come from no log. */
    void load(List<LogRecord> records) {
        write("load", records, List.of());
    }

    private void write(String operation, List<LogRecord> records, List<SourceClaim> claims) {
        List<TableRows> tables = new ArrayList<>();
        try {
            GraphManifest current = writer.current();
            addRows(tables, Batches.pin(current, TableKind.NODE, "Person"), WriteMode.UPSERT, people(records));
            addRows(tables, Batches.pin(current, TableKind.EDGE, "Follows"), WriteMode.APPEND, edges(records));
            addRows(
                    tables,
                    Batches.pin(current, TableKind.SYSTEM, GraphManifest.DEAD_LETTERS),
                    WriteMode.APPEND,
                    deadLetters(records));
            WriteResult written = writer.write(new WriteRequest(operation, tables, claims, records.size(), 0));
            onWritten.accept(Told.of(written.manifest()));
        } finally {
            tables.forEach(table -> table.chunks().forEach(RowChunk::close));
        }
    }

    private void addRows(List<TableRows> tables, TablePin pin, WriteMode mode, List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Schema schema = pin.kind() == TableKind.SYSTEM ? ArrowSchemas.deadLetters() : Batches.schema(pin.name());
        BitSet deletes = new BitSet();
        for (int row = 0; row < rows.size(); row++) {
            deletes.set(row, mode == WriteMode.UPSERT && rows.get(row).get("name") == null);
        }
        tables.add(new TableRows(pin.id(), mode, List.of(new RowChunk(fixtures.root(schema, rows), deletes))));
    }

    /** A person without a name stands for a delete. */
    private static List<Map<String, Object>> people(List<LogRecord> records) {
        return records.stream()
                .filter(record -> record.kind() == Kind.PERSON || record.kind() == Kind.GONE)
                .map(record ->
                        TableFixtures.row("id", record.id(), "name", record.kind() == Kind.GONE ? null : record.text()))
                .toList();
    }

    private static List<Map<String, Object>> edges(List<LogRecord> records) {
        return records.stream()
                .filter(record -> record.kind() == Kind.FOLLOWS)
                .map(record -> TableFixtures.row(
                        "id",
                        record.id(),
                        "src",
                        record.id().split(">")[0],
                        "dst",
                        record.id().split(">")[1]))
                .toList();
    }

    private static List<Map<String, Object>> deadLetters(List<LogRecord> records) {
        return records.stream()
                .filter(record -> record.kind() == Kind.UNUSABLE)
                .map(record -> TableFixtures.row(
                        "topic",
                        "people",
                        "partition",
                        0,
                        "offset",
                        0L,
                        "headers",
                        "{}",
                        "table",
                        "Person",
                        "code",
                        "TEST",
                        "message",
                        record.text()))
                .toList();
    }

    @Override
    public void close() {
        writer.close();
    }
}
