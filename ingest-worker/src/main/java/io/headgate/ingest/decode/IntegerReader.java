package io.headgate.ingest.decode;

import io.headgate.engine.schema.ScalarType;

/** An I32, I64, U32 or U64: a JSON integer in its range, without fraction and exponent. */
final class IntegerReader extends ValueReader {

    private static final long MOST_U32 = 0xFFFF_FFFFL;

    private final ScalarType type;
    private final String expected;

    private IntegerReader(ScalarType type, String range) {
        this.type = type;
        this.expected = type.keyword() + " (an integer from " + range + ")";
    }

    static IntegerReader of(ScalarType type) {
        return switch (type) {
            case I32 -> new IntegerReader(type, Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
            case I64 -> new IntegerReader(type, Long.MIN_VALUE + " to " + Long.MAX_VALUE);
            case U32 -> new IntegerReader(type, "0 to " + MOST_U32);
            case U64 -> new IntegerReader(type, "0 to " + Long.toUnsignedString(-1));
            default -> throw new IllegalArgumentException(type + " is not an integer type");
        };
    }

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (!JsonNumbers.isStart(first)) {
            throw in.wrongType(expected);
        }
        int from = in.cursor.pos;
        JsonNumbers number = in.numbers;
        number.scan();
        if (!number.isIntegral()) {
            throw in.found(RejectionCode.WRONG_TYPE, from, expected);
        }
        if (!isInRange(number)) {
            throw in.found(RejectionCode.OUT_OF_RANGE, from, expected);
        }
        FixedColumn integers = (FixedColumn) column;
        if (type == ScalarType.I32 || type == ScalarType.U32) {
            integers.putInt(index, (int) number.asLong());
        } else {
            integers.putLong(index, number.asLong());
        }
    }

    private boolean isInRange(JsonNumbers number) {
        return switch (type) {
            case I32 -> number.fitsSigned() && number.asLong() == (int) number.asLong();
            case I64 -> number.fitsSigned();
            case U32 -> number.fitsUnsigned() && (number.asLong() & ~MOST_U32) == 0;
            default -> number.fitsUnsigned();
        };
    }

    @Override
    String expected() {
        return expected;
    }
}
