package io.headgate.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.headgate.engine.schema.KeyText;
import io.headgate.engine.schema.Property;
import io.headgate.engine.schema.PropertyType;
import io.headgate.engine.schema.ScalarType;
import io.headgate.engine.schema.TypeDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node's record should become, worked out slowly with Jackson and java.time. */
final class JsonOracle {

    private static final JsonFactory JACKSON = new JsonFactory();
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private JsonOracle() {}

    /** Whether these bytes are one JSON value in valid UTF-8, without halves of surrogate pairs. */
    static boolean isJson(byte[] record) {
        if (!isUtf8Json(record)) {
            return false;
        }
        try (JsonParser parser = JACKSON.createParser(record)) {
            int depth = 0;
            boolean ended = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (ended) {
                    return false;
                }
                if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) && !isWhole(parser.getText())) {
                    return false;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                ended = depth == 0;
            }
            return ended;
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jackson checks UTF-8 less, skips byte order marks and takes zeros for another encoding. */
    private static boolean isUtf8Json(byte[] record) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
            return text.indexOf('\0') < 0 && !text.startsWith("\uFEFF");
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The row, or empty for a record that has to be rejected. */
    static Optional<Map<String, @Nullable Object>> row(TypeDeclaration.NodeType type, byte[] record) {
        if (!isJson(record)) {
            return Optional.empty();
        }
        try (JsonParser parser = JACKSON.createParser(record)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? Optional.of(row(type, parser)) : Optional.empty();
        } catch (Unfit | DateTimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, @Nullable Object> row(TypeDeclaration.NodeType type, JsonParser parser)
            throws IOException {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            Optional<Property> property = type.properties().stream()
                    .filter(declared -> declared.name().equals(name))
                    .findFirst();
            if (property.isEmpty()) {
                parser.skipChildren();
            } else if (token == JsonToken.VALUE_NULL) {
                require(property.get().nullable());
                given.put(name, null);
            } else {
                given.put(name, value(property.get().type(), parser));
            }
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put(TypeDeclaration.ID, "");
        for (Property property : type.properties()) {
            require(property.nullable() || given.containsKey(property.name()));
            row.put(property.name(), given.get(property.name()));
        }
        row.put(TypeDeclaration.ID, id(type, row));
        return row;
    }

    private static String id(TypeDeclaration.NodeType type, Map<String, @Nullable Object> row) {
        List<String> parts = new ArrayList<>();
        for (String name : type.key()) {
            Property property = type.properties().stream()
                    .filter(declared -> declared.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            Object value = row.get(name);
            boolean isScalar = property.type() instanceof PropertyType.Scalar;
            ScalarType scalar = isScalar ? ((PropertyType.Scalar) property.type()).type() : ScalarType.STRING;
            parts.add(
                    switch (scalar) {
                        case U32 -> Integer.toUnsignedString((Integer) value);
                        case U64 -> Long.toUnsignedString((Long) value);
                        case DATE -> KeyText.date((Integer) value);
                        case DATE_TIME -> KeyText.dateTime((Long) value);
                        default -> String.valueOf(value);
                    });
        }
        return KeyText.compose(parts);
    }

    private static Object value(PropertyType type, JsonParser parser) {
        return type.match(new PropertyType.Cases<>() {
            @Override
            public Object scalar(ScalarType scalar) {
                return scalarValue(scalar, parser);
            }

            @Override
            public Object vector(int dimensions) {
                List<Object> values = elements(ScalarType.F32, parser);
                require(values.size() == dimensions);
                return values;
            }

            @Override
            public Object list(ScalarType element) {
                return elements(element, parser);
            }

            @Override
            public Object enumeration(List<String> symbols) {
                Object symbol = scalarValue(ScalarType.STRING, parser);
                require(symbols.contains(symbol));
                return symbol;
            }
        });
    }

    private static List<Object> elements(ScalarType type, JsonParser parser) {
        require(parser.currentToken() == JsonToken.START_ARRAY);
        List<Object> values = new ArrayList<>();
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(scalarValue(type, parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    private static Object scalarValue(ScalarType type, JsonParser parser) {
        JsonToken token = parser.currentToken();
        String text;
        try {
            text = parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        switch (type) {
            case BOOL -> require(token.isBoolean());
            case STRING, DATE -> require(token == JsonToken.VALUE_STRING);
            case DATE_TIME -> require(token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT);
            case F32, F64 -> require(token.isNumeric());
            default -> require(token == JsonToken.VALUE_NUMBER_INT);
        }
        return switch (type) {
            case STRING -> text;
            case BOOL -> token == JsonToken.VALUE_TRUE;
            case I32 ->
                integer(text, BigInteger.valueOf(Integer.MIN_VALUE), BigInteger.valueOf(Integer.MAX_VALUE))
                        .intValue();
            case I64 ->
                integer(text, BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE))
                        .longValue();
            case U32 ->
                integer(text, BigInteger.ZERO, BigInteger.valueOf(0xFFFF_FFFFL)).intValue();
            case U64 ->
                integer(text, BigInteger.ZERO, TWO_TO_64.subtract(BigInteger.ONE))
                        .longValue();
            case F32 -> {
                require(Float.isFinite(Float.parseFloat(text)));
                yield Float.parseFloat(text);
            }
            case F64 -> {
                require(Double.isFinite(Double.parseDouble(text)));
                yield Double.parseDouble(text);
            }
            case DATE -> {
                require(text.length() == 10);
                yield (int) LocalDate.parse(text).toEpochDay();
            }
            case DATE_TIME -> token == JsonToken.VALUE_STRING ? micros(text) : millis(text);
        };
    }

    private static long micros(String text) {
        // Two spellings of offsets that java.time does not read and the decoder does.
        String spelled = text.replaceFirst("([+-]\\d\\d)$", "$1:00").replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
        require(spelled.matches("\\d{4}-.*T.*") && !spelled.matches(".*(t|z|\\.Z|[+-]\\d\\d:\\d\\d:\\d\\d|\\.[+-].*)"));
        String tooFine = spelled.replaceFirst("(\\.\\d{9})\\d+", "$1");
        OffsetDateTime time = OffsetDateTime.parse(tooFine);
        return Math.addExact(time.toEpochSecond() * 1_000_000, time.getNano() / 1000);
    }

    private static long millis(String text) {
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE / 1000);
        return integer(text, most.negate(), most).longValue() * 1000;
    }

    private static BigInteger integer(String text, BigInteger least, BigInteger most) {
        BigInteger value = new BigInteger(text);
        require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
        return value;
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new Unfit();
        }
    }

    /** The record has to be rejected. */
    private static final class Unfit extends RuntimeException {}
}
