package io.headgate.ingest.decode;

import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** A decoder, the chunk that it fills, and memory that must all be given back at the end. */
final class Decoding implements AutoCloseable {

    static final String TOPIC = "events";
    static final int PARTITION = 3;

    private final BufferAllocator allocator = new RootAllocator();
    private final RecordRef record = new RecordRef();
    private final RecordDecoder decoder;
    private final RowChunkBuilder chunk;
    private long offset = 100;

    Decoding(TypeDeclaration type, WriteMode mode) {
        this(type, mode, 10_000);
    }

    Decoding(TypeDeclaration type, WriteMode mode, int maxRows) {
        decoder = new JsonRecordDecoder(type, mode, DataSize.ofMebibytes(1));
        chunk = new RowChunkBuilder(ArrowSchemas.of(type), allocator, maxRows);
    }

    static TypeDeclaration node(String declarations) {
        return schema("node T { " + declarations + " }").nodes().get(0);
    }

    static TypeDeclaration edge(String declarations) {
        return schema("node N { id: String @key }\nedge E: N -> N { " + declarations + " }")
                .edges()
                .get(0);
    }

    private static GraphSchema schema(String source) {
        return SchemaParser.parse(source);
    }

    RowChunkBuilder chunk() {
        return chunk;
    }

    RecordDecoder decoder() {
        return decoder;
    }

    Optional<Rejection> value(String json) {
        return value(json.getBytes(StandardCharsets.UTF_8));
    }

    Optional<Rejection> value(byte[] json) {
        return decoder.decode(chunk, record.set(TOPIC, PARTITION, offset++, 0, null, json));
    }

    /** The same with the record's bytes inside a longer array. */
    Optional<Rejection> value(byte[] before, byte[] json, byte[] after) {
        byte[] array = Arrays.copyOf(before, before.length + json.length + after.length);
        System.arraycopy(json, 0, array, before.length, json.length);
        System.arraycopy(after, 0, array, before.length + json.length, after.length);
        return decoder.decode(
                chunk,
                record.position(TOPIC, PARTITION, offset++, 0)
                        .key(array, 0, -1)
                        .value(array, before.length, json.length));
    }

    Optional<Rejection> delete(@Nullable String key) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return decoder.decode(chunk, record.set(TOPIC, PARTITION, offset++, 0, bytes, null));
    }

    /** Finishes the chunk: each row as name to value, values as Arrow gives them, in text. */
    List<Map<String, @Nullable String>> rows() {
        try (RowChunk finished = chunk.finish()) {
            List<Map<String, @Nullable String>> rows = new ArrayList<>();
            for (int row = 0; row < finished.rows().getRowCount(); row++) {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                for (FieldVector vector : finished.rows().getFieldVectors()) {
                    Object value = vector.getObject(row);
                    values.put(vector.getName(), value == null ? null : value.toString());
                }
                rows.add(values);
            }
            return rows;
        }
    }

    /** Finishes the chunk: each row as name to value, with Java's own types for texts and lists. */
    List<Map<String, @Nullable Object>> values() {
        try (RowChunk finished = chunk.finish()) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            for (int row = 0; row < finished.rows().getRowCount(); row++) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (FieldVector vector : finished.rows().getFieldVectors()) {
                    values.put(vector.getName(), plain(vector.getObject(row)));
                }
                rows.add(values);
            }
            return rows;
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Text) {
            return value.toString();
        }
        return value instanceof List<?> list
                ? list.stream().map(Decoding::plain).toList()
                : value;
    }

    /** Fails if any memory was not given back. */
    @Override
    public void close() {
        chunk.close();
        allocator.close();
    }
}
