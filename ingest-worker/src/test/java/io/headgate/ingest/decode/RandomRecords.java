package io.headgate.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.headgate.engine.schema.Property;
import io.headgate.engine.schema.PropertyType;
import io.headgate.engine.schema.ScalarType;
import io.headgate.engine.schema.TypeDeclaration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Random node types, records that fit them, written by Jackson in all the ways that JSON allows, and damaged ones. */
final class RandomRecords {

    private static final List<ScalarType> KEY_TYPES = List.of(
            ScalarType.STRING,
            ScalarType.BOOL,
            ScalarType.I32,
            ScalarType.I64,
            ScalarType.U32,
            ScalarType.U64,
            ScalarType.DATE,
            ScalarType.DATE_TIME);
    private static final List<String> SYMBOLS = List.of("red", "green", "b", "ünï", "a symbol that is rather long");
    private static final String ALPHABET = "abcxyzABC019 _-|\\\"/\n\t\u0001\u007féßж漢字😀";

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    TypeDeclaration.NodeType type() {
        TreeSet<String> names = new TreeSet<>();
        int count = 1 + random.nextInt(9);
        while (names.size() < count) {
            names.add(random.nextBoolean() ? "field" + random.nextInt(100) : "f" + text(20));
        }
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        int keySize = 1 + random.nextInt(Math.min(3, count));
        List<Property> properties = new ArrayList<>();
        if (random.nextBoolean()) {
            keySize = 1;
            properties.add(new Property(TypeDeclaration.ID, new PropertyType.Scalar(ScalarType.STRING), false));
            shuffled.remove(0);
        }
        for (String name : shuffled) {
            boolean isKey = properties.size() < keySize;
            properties.add(new Property(name, isKey ? keyType() : anyType(), !isKey && random.nextBoolean()));
        }
        List<String> key =
                properties.stream().limit(keySize).map(Property::name).toList();
        // A field that is the id itself is the first column only if it is declared first; the oracle's rows are in
        // order.
        return new TypeDeclaration.NodeType("T", properties, key);
    }

    private PropertyType keyType() {
        return random.nextInt(8) == 0
                ? new PropertyType.Enumeration(SYMBOLS)
                : new PropertyType.Scalar(pick(KEY_TYPES));
    }

    private PropertyType anyType() {
        ScalarType scalar = pick(List.of(ScalarType.values()));
        return switch (random.nextInt(6)) {
            case 0 -> new PropertyType.Vector(1 + random.nextInt(4));
            case 1 -> new PropertyType.ListOf(scalar);
            case 2 -> new PropertyType.Enumeration(SYMBOLS);
            default -> new PropertyType.Scalar(scalar);
        };
    }

    /** A record that fits the type. */
    byte[] record(TypeDeclaration.NodeType type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonFactory factory = JsonFactory.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, random.nextInt(4) == 0)
                .build();
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            if (random.nextBoolean()) {
                json.setPrettyPrinter(new RandomSpace());
            }
            if (random.nextInt(4) == 0) {
                json.setCharacterEscapes(new MoreEscapes());
            }
            List<Property> properties = new ArrayList<>(type.properties());
            if (random.nextBoolean()) {
                Collections.shuffle(properties, random);
            }
            json.writeStartObject();
            for (Property property : properties) {
                if (random.nextInt(8) == 0) {
                    writeUnknown(json, "unknown" + text(5), 3);
                }
                int times = random.nextInt(8) == 0 ? 2 : property.nullable() && random.nextInt(4) == 0 ? 0 : 1;
                for (int i = 0; i < times; i++) {
                    writeProperty(json, property);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void writeProperty(JsonGenerator json, Property property) throws IOException {
        json.writeFieldName(property.name());
        if (property.nullable() && random.nextInt(4) == 0) {
            json.writeNull();
        } else {
            write(json, property.type());
        }
    }

    /** The record with a few bytes changed, removed, doubled or replaced by others that mean something in JSON. */
    byte[] damage(byte[] record) {
        byte[] damaged = record;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            int length = Math.min(damaged.length - at, 1 + random.nextInt(random.nextBoolean() ? 1 : 8));
            byte[] before = Arrays.copyOf(damaged, at);
            byte[] span = Arrays.copyOfRange(damaged, at, at + length);
            byte[] after = Arrays.copyOfRange(damaged, at + length, damaged.length);
            byte[] other = {
                pick(List.of('{', '}', '[', ']', ',', ':', '"', '\\', '0', '1', '-', '.', 'e', 'n', ' ', '\uFEFF'))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8)[0]
            };
            byte[] any = {(byte) random.nextInt()};
            damaged = switch (random.nextInt(5)) {
                case 0 -> join(before, after);
                case 1 -> join(before, span, span, after);
                case 2 -> join(before, other, after);
                case 3 -> join(before, other, span, after);
                default -> join(before, any, after);
            };
            if (damaged.length == 0) {
                return damaged;
            }
        }
        return damaged;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private void write(JsonGenerator json, PropertyType type) throws IOException {
        if (type instanceof PropertyType.Scalar scalar) {
            writeScalar(json, scalar.type());
        } else if (type instanceof PropertyType.Enumeration enumeration) {
            json.writeString(pick(enumeration.symbols()));
        } else if (type instanceof PropertyType.Vector vector) {
            writeArray(json, ScalarType.F32, vector.dimensions());
        } else if (type instanceof PropertyType.ListOf list) {
            writeArray(json, list.element(), random.nextInt(5));
        }
    }

    private void writeArray(JsonGenerator json, ScalarType element, int length) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < length; i++) {
            writeScalar(json, element);
        }
        json.writeEndArray();
    }

    private void writeScalar(JsonGenerator json, ScalarType type) throws IOException {
        switch (type) {
            case STRING -> json.writeString(text(30));
            case BOOL -> json.writeBoolean(random.nextBoolean());
            case I32 -> json.writeNumber((int) number());
            case I64 -> json.writeNumber(number());
            case U32 -> json.writeNumber(number() & 0xFFFF_FFFFL);
            case U64 -> json.writeNumber(Long.toUnsignedString(number()));
            case F32 -> json.writeNumber(decimal(Float.toString(random.nextFloat() * number()), "1.5e3"));
            case F64 -> json.writeNumber(decimal(Double.toString(random.nextGaussian() * number()), "-12E-2"));
            case DATE -> json.writeString(date().toString());
            case DATE_TIME -> writeTime(json);
        }
    }

    private String decimal(String shortest, String other) {
        return switch (random.nextInt(4)) {
            case 0 -> other;
            case 1 -> String.valueOf(random.nextInt(2000) - 1000);
            case 2 ->
                (random.nextInt(2000) - 1000) + "." + random.nextInt(1_000_000_000) + random.nextInt(1_000_000_000);
            default -> shortest;
        };
    }

    private void writeTime(JsonGenerator json) throws IOException {
        if (random.nextInt(4) == 0) {
            json.writeNumber(number() / 1000);
            return;
        }
        ZoneOffset zone = random.nextBoolean()
                ? ZoneOffset.UTC
                : ZoneOffset.ofTotalSeconds((random.nextInt(2 * 18 * 60 + 1) - 18 * 60) * 60);
        OffsetDateTime time = date().atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60))
                .plusNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000))
                .atOffset(zone);
        json.writeString(time.toString());
    }

    private LocalDate date() {
        return LocalDate.of(random.nextInt(10_000), 1, 1).plusDays(random.nextInt(365));
    }

    /** Of all magnitudes alike. */
    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private String text(int longest) {
        StringBuilder text = new StringBuilder();
        boolean plain = random.nextBoolean();
        int[] alphabet =
                ALPHABET.codePoints().limit(plain ? 12 : Long.MAX_VALUE).toArray();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }

    private void writeUnknown(JsonGenerator json, String name, int depth) throws IOException {
        json.writeFieldName(name);
        writeUnknownValue(json, depth);
    }

    private void writeUnknownValue(JsonGenerator json, int depth) throws IOException {
        int kind = random.nextInt(depth > 0 ? 8 : 5);
        switch (kind) {
            case 0 -> json.writeNull();
            case 1 -> json.writeBoolean(random.nextBoolean());
            case 2 -> json.writeNumber(decimal("0.5", "1e9"));
            case 3, 4 -> json.writeString(text(30));
            case 5, 6 -> {
                json.writeStartArray();
                for (int i = random.nextInt(4); i > 0; i--) {
                    writeUnknownValue(json, depth - 1);
                }
                json.writeEndArray();
            }
            default -> {
                json.writeStartObject();
                for (int i = random.nextInt(4); i > 0; i--) {
                    writeUnknown(json, text(10), depth - 1);
                }
                json.writeEndObject();
            }
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** White space of every kind wherever JSON allows it between values. */
    private final class RandomSpace extends MinimalPrettyPrinter {

        private void space(JsonGenerator json) throws IOException {
            for (int i = random.nextInt(3); i > 0; i--) {
                json.writeRaw(pick(List.of(" ", "\t", "\r", "\n", "         ")));
            }
        }

        @Override
        public void writeStartObject(JsonGenerator json) throws IOException {
            super.writeStartObject(json);
            space(json);
        }

        @Override
        public void writeEndObject(JsonGenerator json, int entries) throws IOException {
            space(json);
            super.writeEndObject(json, entries);
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            space(json);
            super.writeObjectEntrySeparator(json);
            space(json);
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            space(json);
            super.writeObjectFieldValueSeparator(json);
            space(json);
        }

        @Override
        public void writeStartArray(JsonGenerator json) throws IOException {
            super.writeStartArray(json);
            space(json);
        }

        @Override
        public void writeEndArray(JsonGenerator json, int values) throws IOException {
            space(json);
            super.writeEndArray(json, values);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            space(json);
            super.writeArrayValueSeparator(json);
            space(json);
        }
    }

    /** Escapes letters that need none, in names too. */
    private static final class MoreEscapes extends CharacterEscapes {

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = standardAsciiEscapesForJSON();
            for (char c : "ai05-:TZ/".toCharArray()) {
                escapes[c] = ESCAPE_STANDARD;
            }
            return escapes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return null;
        }
    }
}
