package io.headgate.engine.table.memory;

import io.headgate.engine.table.ScanRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows between Arrow vectors and byte arrays on the heap. The allocator serves only while a call or a reader lasts. */
final class ArrowRows {

    private static final String ID = "id";

    private final BufferAllocator allocator;

    ArrowRows(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** Whether names and types agree; metadata and nullability may differ. */
    static boolean sameColumns(Schema one, Schema other) {
        return sameFields(one.getFields(), other.getFields());
    }

    private static boolean sameFields(List<Field> ones, List<Field> others) {
        boolean same = ones.size() == others.size();
        for (int i = 0; same && i < ones.size(); i++) {
            Field one = ones.get(i);
            Field other = others.get(i);
            same = one.getName().equals(other.getName())
                    && one.getType().equals(other.getType())
                    && sameFields(one.getChildren(), other.getChildren());
        }
        return same;
    }

    static boolean hasIds(Schema schema) {
        return schema.getFields().stream()
                .anyMatch(field -> field.getName().equals(ID) && field.getType() instanceof ArrowType.Utf8);
    }

    /** Takes all rows of a reader. */
    Taken take(ArrowReader reader) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> ids = new ArrayList<>();
        int rows = 0;
        try {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, bytes)) {
                while (reader.loadNextBatch()) {
                    writer.writeBatch();
                    rows += root.getRowCount();
                    if (root.getVector(ID) instanceof VarCharVector texts) {
                        for (int i = 0; i < root.getRowCount(); i++) {
                            ids.add(texts.getObject(i).toString());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Taken(bytes.toByteArray(), ids, rows);
    }

    /** The live rows of the fragments, in their order; the caller closes the reader. */
    ArrowReader scan(Schema schema, List<Fragment> fragments, ScanRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long left = request.limit().orElse(Long.MAX_VALUE);
        try (VectorSchemaRoot out = VectorSchemaRoot.create(wanted(schema, request.columns()), allocator);
                ArrowStreamWriter writer = new ArrowStreamWriter(out, null, bytes)) {
            writer.start();
            for (Fragment fragment : fragments) {
                left -= copy(fragment, out, writer, left);
            }
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ArrowStreamReader(new ByteArrayInputStream(bytes.toByteArray()), allocator);
    }

    private long copy(Fragment fragment, VectorSchemaRoot out, ArrowStreamWriter writer, long limit)
            throws IOException {
        long copied = 0;
        int batchStart = 0;
        try (ArrowReader in =
                new ArrowStreamReader(new ByteArrayInputStream(fragment.file().content()), allocator)) {
            VectorSchemaRoot batch = in.getVectorSchemaRoot();
            while (copied < limit && in.loadNextBatch()) {
                out.allocateNew();
                int rows = 0;
                for (int i = 0; i < batch.getRowCount() && copied + rows < limit; i++) {
                    if (!fragment.deleted().get(batchStart + i)) {
                        for (FieldVector to : out.getFieldVectors()) {
                            to.copyFromSafe(i, rows, batch.getVector(to.getName()));
                        }
                        rows++;
                    }
                }
                out.setRowCount(rows);
                if (rows > 0) {
                    writer.writeBatch();
                }
                copied += rows;
                batchStart += batch.getRowCount();
            }
        }
        return copied;
    }

    private static Schema wanted(Schema schema, List<String> columns) {
        return columns.isEmpty()
                ? schema
                : new Schema(columns.stream().map(schema::findField).toList());
    }

    /** Rows on the heap. */
    record Taken(byte[] content, List<String> ids, int rows) {}
}
