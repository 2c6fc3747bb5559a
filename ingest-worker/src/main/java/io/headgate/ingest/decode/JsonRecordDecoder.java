package io.headgate.ingest.decode;

import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JSON objects, their fields by name, in one pass over the bytes. A record that is good costs no allocation.
 *
 * <p>Fields that are not declared are counted and ignored, but must be JSON. Of several fields with one name the last one is
 * kept; every one of them has to be valid. Numbers, texts, dates and times become what their property declares or the record
 * is rejected: nothing is converted or cut, except digits behind the microsecond.
 *
 * <p>A node's id is the text of its key. An edge's {@code src} and {@code dst} are ids of nodes (strings, integers, or
 * arrays of them for a composite key); its own id is the field {@code id}, else {@code src|dst} in upsert mode and
 * {@code topic/partition/offset} in append mode. In upsert mode a record without value deletes the id in its key.
 */
public final class JsonRecordDecoder implements RecordDecoder {

    /** A text of a chunk has to fit Arrow's 32-bit offsets, with room for the chunk's other rows. */
    private static final long MOST_BYTES = 1L << 30;

    private final String typeName;
    private final Schema schema;
    private final WriteMode mode;
    private final DataSize maxRecord;
    private final RowLayout layout;
    private final FieldNames names;
    private final DeletedId deletedId;
    private final JsonValues in = new JsonValues();

    private @Nullable RowChunkBuilder checked;
    private @Nullable FieldSlot current;
    private long unknownFields;

    /**
     * @param mode whether a record without value deletes (upsert) or is rejected (append)
     * @param maxRecord the longest key or value that is accepted
     */
    public JsonRecordDecoder(TypeDeclaration type, WriteMode mode, DataSize maxRecord) {
        this.typeName = type.name();
        this.schema = ArrowSchemas.of(type);
        this.mode = mode;
        this.maxRecord = new DataSize(Math.min(maxRecord.bytes(), MOST_BYTES));
        this.layout = RowLayout.of(type, mode);
        this.names = new FieldNames(layout.slots());
        this.deletedId = new DeletedId(layout);
    }

    @Override
    public Optional<Rejection> decode(RowChunkBuilder out, RecordRef record) {
        if (out != checked) {
            requireSameTable(out);
            checked = out;
        }
        current = null;
        try {
            if (record.valueLength() < 0) {
                delete(out, record);
            } else {
                append(out, record);
            }
            return Optional.empty();
        } catch (Refusal e) {
            String field = current == null ? "" : "field '" + current.name() + "': ";
            return Optional.of(new Rejection(e.code(), field + e.detail()));
        }
    }

    @Override
    public long unknownFields() {
        return unknownFields;
    }

    private void append(RowChunkBuilder out, RecordRef record) throws Refusal {
        requireSize("value", record.valueLength());
        int row = out.begin();
        in.cursor.reset(record.value(), record.valueOffset(), record.valueLength());
        readObject(out, row);
        current = null;
        layout.identity().complete(out, row, record);
        int missing = out.commit();
        if (missing >= 0) {
            throw missing(missing);
        }
    }

    private void readObject(RowChunkBuilder out, int row) throws Refusal {
        JsonCursor cursor = in.cursor;
        if (!cursor.accept('{')) {
            throw notAnObject();
        }
        names.restart();
        if (!cursor.accept('}')) {
            do {
                readMember(out, row);
            } while (cursor.more('}'));
        }
        cursor.expectEnd();
    }

    private void readMember(RowChunkBuilder out, int row) throws Refusal {
        JsonCursor cursor = in.cursor;
        cursor.expect('"', "'{' or ','");
        @Nullable FieldSlot slot = names.accept(in);
        cursor.expect(':', "a field name");
        if (slot == null) {
            in.skip();
            unknownFields++;
        } else {
            current = slot;
            slot.read(in, out, row);
            current = null;
        }
    }

    private Refusal notAnObject() throws Refusal {
        in.cursor.peek();
        int from = in.cursor.pos;
        in.skip();
        in.cursor.expectEnd();
        return in.found(RejectionCode.NOT_AN_OBJECT, from, "a JSON object");
    }

    private Refusal missing(int column) {
        String name = schema.getFields().get(column).getName();
        String expected =
                names.ofColumn(column).map(slot -> slot.reader().expected()).orElse("a value");
        return new Refusal(RejectionCode.MISSING_FIELD, "field '" + name + "': missing, expected " + expected);
    }

    private void delete(RowChunkBuilder out, RecordRef record) throws Refusal {
        if (mode == WriteMode.APPEND) {
            throw new Refusal(
                    RejectionCode.NO_VALUE, "the record has no value; it would be a delete, which append mode has not");
        }
        requireSize("key", record.keyLength());
        int row = out.begin();
        try {
            deletedId.read(out, row, record);
        } catch (Refusal e) {
            throw new Refusal(RejectionCode.BAD_KEY, "record key: " + e.detail());
        }
        out.commitDelete();
    }

    private void requireSize(String what, int length) throws Refusal {
        if (length > maxRecord.bytes()) {
            throw new Refusal(
                    RejectionCode.TOO_LARGE,
                    "the " + what + " has " + length + " bytes, expected at most " + maxRecord.bytes());
        }
    }

    private void requireSameTable(RowChunkBuilder out) {
        if (!out.schema().equals(schema)) {
            throw new IllegalArgumentException(
                    "the chunk is not of the table of " + typeName + ": it has " + out.schema() + ", not " + schema);
        }
    }
}
