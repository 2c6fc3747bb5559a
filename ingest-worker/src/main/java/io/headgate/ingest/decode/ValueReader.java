package io.headgate.ingest.decode;

import io.headgate.engine.schema.PropertyType;
import io.headgate.engine.schema.ScalarType;
import java.util.List;

/** Reads JSON values of one type into a column. Not thread-safe. */
abstract class ValueReader {

    static ValueReader of(PropertyType type) {
        return type.match(new PropertyType.Cases<>() {
            @Override
            public ValueReader scalar(ScalarType scalar) {
                return ofScalar(scalar);
            }

            @Override
            public ValueReader vector(int dimensions) {
                return new VectorReader(dimensions);
            }

            @Override
            public ValueReader list(ScalarType element) {
                return new ListReader(ofScalar(element));
            }

            @Override
            public ValueReader enumeration(List<String> symbols) {
                return new SymbolReader(symbols);
            }
        });
    }

    private static ValueReader ofScalar(ScalarType type) {
        return switch (type) {
            case STRING -> new TextReader();
            case BOOL -> new BoolReader();
            case I32, I64, U32, U64 -> IntegerReader.of(type);
            case F32 -> new FloatReader();
            case F64 -> new DoubleReader();
            case DATE -> new DateReader();
            case DATE_TIME -> new DateTimeReader();
        };
    }

    /**
     * Consumes the value at the cursor, and writes it.
     *
     * @param first the byte at the cursor, where the value starts, or {@link JsonCursor#END}
     * @param column of this reader's type, with room for {@code index}
     */
    abstract void read(JsonValues in, int first, Column column, int index) throws Refusal;

    /** What is expected, for messages. */
    abstract String expected();
}
