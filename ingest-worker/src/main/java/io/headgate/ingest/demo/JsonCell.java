package io.headgate.ingest.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.engine.schema.Property;
import io.headgate.engine.schema.PropertyType;
import io.headgate.engine.schema.ScalarType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Writes what a JSON value means for a property into a fingerprint. Deliberately the plain way, over a tree: it checks the
 * worker, so it shares none of the worker's code.
 */
final class JsonCell {

    private static final BigInteger U64_END = BigInteger.ONE.shiftLeft(64);
    private static final long U32_END = 1L << 32;

    private final RowFingerprint row;

    JsonCell(RowFingerprint row) {
        this.row = row;
    }

    void write(Property property, Optional<JsonNode> value) throws NotARow {
        if (value.isEmpty() || value.get().isNull()) {
            require(property.nullable(), property.name() + " is missing");
            row.nothing();
            return;
        }
        property.type()
                .match(new PropertyType.Cases<Cell>() {
                    @Override
                    public Cell scalar(ScalarType type) {
                        return json -> writeScalar(type, json);
                    }

                    @Override
                    public Cell vector(int dimensions) {
                        return json -> {
                            require(json.isArray() && json.size() == dimensions, "not a vector of " + dimensions);
                            writeList(ScalarType.F32, json);
                        };
                    }

                    @Override
                    public Cell list(ScalarType element) {
                        return json -> {
                            require(json.isArray(), "not a list");
                            writeList(element, json);
                        };
                    }

                    @Override
                    public Cell enumeration(List<String> symbols) {
                        return json -> {
                            require(json.isTextual() && symbols.contains(json.textValue()), "not a symbol");
                            row.text(json.textValue());
                        };
                    }
                })
                .write(value.get());
    }

    private interface Cell {
        void write(JsonNode json) throws NotARow;
    }

    private void writeList(ScalarType element, JsonNode json) throws NotARow {
        row.list(json.size());
        for (JsonNode each : json) {
            writeScalar(element, each);
        }
    }

    private void writeScalar(ScalarType type, JsonNode json) throws NotARow {
        switch (type) {
            case STRING -> row.text(text(json));
            case BOOL -> {
                require(json.isBoolean(), "not a Bool");
                row.bool(json.booleanValue());
            }
            case I32 -> {
                require(json.isIntegralNumber() && json.canConvertToInt(), "not an I32");
                row.integer(json.intValue());
            }
            case I64 -> {
                require(json.isIntegralNumber() && json.canConvertToLong(), "not an I64");
                row.integer(json.longValue());
            }
            case U32 -> row.integer(unsigned(json, BigInteger.valueOf(U32_END)));
            case U64 -> row.integer(unsigned(json, U64_END));
            case F32 -> {
                require(json.isNumber(), "not an F32");
                row.real(json.floatValue());
            }
            case F64 -> {
                require(json.isNumber(), "not an F64");
                row.real(json.doubleValue());
            }
            case DATE -> row.integer(date(text(json)));
            case DATE_TIME -> row.integer(microseconds(text(json)));
        }
    }

    private static String text(JsonNode json) throws NotARow {
        require(json.isTextual(), "not a text");
        return json.textValue();
    }

    private static long unsigned(JsonNode json, BigInteger end) throws NotARow {
        require(json.isIntegralNumber(), "not a whole number");
        BigInteger value = json.bigIntegerValue();
        require(value.signum() >= 0 && value.compareTo(end) < 0, "out of range");
        return value.longValue();
    }

    private static long date(String text) throws NotARow {
        try {
            return LocalDate.parse(text).toEpochDay();
        } catch (DateTimeException e) {
            throw new NotARow("not a Date");
        }
    }

    private static long microseconds(String text) throws NotARow {
        try {
            Instant time = Instant.parse(text);
            return Math.addExact(
                    Math.multiplyExact(time.getEpochSecond(), 1_000_000L), Math.floorDiv(time.getNano(), 1_000));
        } catch (DateTimeException | ArithmeticException e) {
            throw new NotARow("not a DateTime");
        }
    }

    private static void require(boolean condition, String reason) throws NotARow {
        if (!condition) {
            throw new NotARow(reason);
        }
    }
}
