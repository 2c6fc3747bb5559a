package io.headgate.ingest.decode;

import io.headgate.engine.schema.KeyTextWriter;
import io.headgate.engine.schema.Property;
import io.headgate.engine.schema.PropertyType;
import io.headgate.engine.schema.ScalarType;
import java.util.List;

/** One part of a key, and the column that its value is written to before the key's text is made of it. */
final class KeyPart {

    private final FieldSlot slot;
    private final ScalarType type;
    private byte[] text = new byte[64];

    private KeyPart(FieldSlot slot, ScalarType type) {
        this.slot = slot;
        this.type = type;
    }

    /** @param slot the field of a key property; its values come as {@code property} declares */
    static KeyPart of(Property property, FieldSlot slot) {
        return new KeyPart(slot, property.type().match(new PropertyType.Cases<>() {
            @Override
            public ScalarType scalar(ScalarType type) {
                return type;
            }

            @Override
            public ScalarType vector(int dimensions) {
                throw new IllegalArgumentException("a vector is no part of a key: " + property);
            }

            @Override
            public ScalarType list(ScalarType element) {
                throw new IllegalArgumentException("a list is no part of a key: " + property);
            }

            @Override
            public ScalarType enumeration(List<String> symbols) {
                return ScalarType.STRING;
            }
        }));
    }

    static KeyPart ofText(FieldSlot slot) {
        return new KeyPart(slot, ScalarType.STRING);
    }

    FieldSlot slot() {
        return slot;
    }

    /** Whether any text is a value of this part. */
    boolean isText() {
        return slot.reader() instanceof TextReader;
    }

    /** Whether JSON has this type in quotes. */
    boolean isQuoted() {
        return type == ScalarType.STRING || type == ScalarType.DATE || type == ScalarType.DATE_TIME;
    }

    /** Appends the value that was written for this row. */
    void appendTo(KeyTextWriter key, RowChunkBuilder out, int row) {
        Column column = out.column(slot.column());
        switch (type) {
            case STRING -> {
                int length = ((TextColumn) column).length(row);
                if (length > text.length) {
                    text = new byte[Math.max(length, text.length * 2)];
                }
                ((TextColumn) column).get(row, text, 0);
                key.text(text, 0, length);
            }
            case BOOL -> key.bool(((BitColumn) column).get(row));
            case I32 -> key.signed(((FixedColumn) column).getInt(row));
            case I64 -> key.signed(((FixedColumn) column).getLong(row));
            case U32 -> key.unsigned(Integer.toUnsignedLong(((FixedColumn) column).getInt(row)));
            case U64 -> key.unsigned(((FixedColumn) column).getLong(row));
            case DATE -> key.date(((FixedColumn) column).getInt(row));
            case DATE_TIME -> key.dateTime(((FixedColumn) column).getLong(row));
            case F32, F64 -> throw new IllegalArgumentException("a floating-point number is no part of a key");
        }
    }
}
