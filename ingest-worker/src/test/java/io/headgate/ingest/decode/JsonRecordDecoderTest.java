package io.headgate.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordDecoderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "String        ~ \"\"                              ~ ^^",
                "String        ~ \"a\\u00e9\\n\\/\\\"\\\\\\ud83d\\ude00z\" ~ ^aé\n/\"\\😀z^",
                "String        ~ \"éß漢😀 and more than eight bytes\" ~ éß漢😀 and more than eight bytes",
                "String        ~ \"12345678901234567\"             ~ 12345678901234567",
                "Bool          ~ true                              ~ true",
                "Bool          ~ false                             ~ false",
                "I32           ~ -2147483648                       ~ -2147483648",
                "I32           ~ -0                                ~ 0",
                "I64           ~ 9223372036854775807               ~ 9223372036854775807",
                "I64           ~ -9223372036854775808              ~ -9223372036854775808",
                "U32           ~ 4294967295                        ~ -1",
                "U64           ~ 18446744073709551615              ~ -1",
                "U64           ~ 0                                 ~ 0",
                "F64           ~ -0.0                              ~ -0.0",
                "F64           ~ 1e-400                            ~ 0.0",
                "F64           ~ 1.7976931348623157e308            ~ 1.7976931348623157E308",
                "F64           ~ 123456789012345678901234567890    ~ 1.2345678901234568E29",
                "F32           ~ 0.1                               ~ 0.1",
                "F32           ~ 16777217.0000001                  ~ 1.6777218E7",
                "Date          ~ \"1970-01-01\"                    ~ 0",
                "Date          ~ \"1969-12-31\"                    ~ -1",
                "Date          ~ \"2024-02-29\"                    ~ 19782",
                "Date          ~ \"2024\\u002d02-29\"              ~ 19782",
                "DateTime      ~ \"1970-01-01T00:00:00Z\"          ~ 0",
                "DateTime      ~ \"1970-01-01T01:00:00.5+01:00\"   ~ 500000",
                "DateTime      ~ \"1970-01-01T00:00-0030\"         ~ 1800000000",
                "DateTime      ~ \"1970-01-01T05:00:01.1234569+05\" ~ 1123456",
                "DateTime      ~ \"1969-12-31T23:59:59.9999999Z\"  ~ -1",
                "DateTime      ~ 1500                              ~ 1500000",
                "DateTime      ~ -1                                ~ -1000",
                "Vector(2)     ~ [1, 2.5]                          ~ [1.0,2.5]",
                "[I32]         ~ []                                ~ []",
                "[I32]         ~ [ 1 ,2]                           ~ [1,2]",
                "[String]      ~ [\"a\",\"\"]                      ~ ^[\"a\",\"\"]^",
                "[Bool]        ~ [true,false]                      ~ [true,false]",
                "enum(red, b)  ~ \"red\"                           ~ red",
                "String?       ~ null                              ~",
                "Vector(2)?    ~ null                              ~",
                "[I64]?        ~ null                              ~",
            })
    void valueBecomesWhatItsTypeDeclares(String type, String json, @Nullable String stored) {
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key\n v: " + type), WriteMode.APPEND)) {
            assertThat(decoding.value("{\"id\":\"a\",\"v\":" + json + "}")).isEmpty();
            assertThat(decoding.value(" { \"v\" : " + json + " , \"id\" : \"a\" } "))
                    .isEmpty();

            assertThat(decoding.rows())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.get("v")).isEqualTo(stored));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "String       ~ 1                         ~ WRONG_TYPE",
                "String       ~ {\"a\":[]}                ~ WRONG_TYPE",
                "String       ~ null                      ~ NULL_FIELD",
                "String       ~ \"\\ud800\"               ~ MALFORMED_JSON",
                "String       ~ \"\\ud800\\ud800\"        ~ MALFORMED_JSON",
                "String       ~ \"\\udc00\"               ~ MALFORMED_JSON",
                "String       ~ \"\\x\"                   ~ MALFORMED_JSON",
                "String       ~ \"\\u00g0\"               ~ MALFORMED_JSON",
                "Bool         ~ \"true\"                  ~ WRONG_TYPE",
                "Bool         ~ truE                      ~ MALFORMED_JSON",
                "I32          ~ 2147483648                ~ OUT_OF_RANGE",
                "I32          ~ 1.0                       ~ WRONG_TYPE",
                "I32          ~ 1e2                       ~ WRONG_TYPE",
                "I32          ~ 1.                        ~ MALFORMED_JSON",
                "I32          ~ 01                        ~ MALFORMED_JSON",
                "I32          ~ -                         ~ MALFORMED_JSON",
                "I32          ~ +1                        ~ MALFORMED_JSON",
                "I64          ~ 9223372036854775808       ~ OUT_OF_RANGE",
                "I64          ~ -9223372036854775809      ~ OUT_OF_RANGE",
                "I64          ~ 100000000000000000000000  ~ OUT_OF_RANGE",
                "U32          ~ -1                        ~ OUT_OF_RANGE",
                "U32          ~ 4294967296                ~ OUT_OF_RANGE",
                "U64          ~ 18446744073709551616      ~ OUT_OF_RANGE",
                "U64          ~ 20000000000000000000      ~ OUT_OF_RANGE",
                "F64          ~ 1e309                     ~ OUT_OF_RANGE",
                "F64          ~ NaN                       ~ MALFORMED_JSON",
                "F64          ~ \"1\"                     ~ WRONG_TYPE",
                "F32          ~ 1e39                      ~ OUT_OF_RANGE",
                "Date         ~ \"2023-02-29\"            ~ OUT_OF_RANGE",
                "Date         ~ \"2023-13-01\"            ~ OUT_OF_RANGE",
                "Date         ~ \"2023-1-1\"              ~ WRONG_TYPE",
                "Date         ~ 19000                     ~ WRONG_TYPE",
                "DateTime     ~ \"2023-01-01\"            ~ WRONG_TYPE",
                "DateTime     ~ \"2023-01-01T00:00:00\"   ~ WRONG_TYPE",
                "DateTime     ~ \"2023-01-01T24:00:00Z\"  ~ OUT_OF_RANGE",
                "DateTime     ~ \"2023-01-01T00:00:00.Z\" ~ WRONG_TYPE",
                "DateTime     ~ \"2023-01-01T00:00+19:00\" ~ OUT_OF_RANGE",
                "DateTime     ~ 9223372036854775807       ~ OUT_OF_RANGE",
                "DateTime     ~ 1.5                       ~ WRONG_TYPE",
                "Vector(2)    ~ [1]                       ~ WRONG_DIMENSIONS",
                "Vector(2)    ~ [1,2,3]                   ~ WRONG_DIMENSIONS",
                "Vector(2)    ~ [1,\"2\"]                 ~ WRONG_TYPE",
                "Vector(2)    ~ [1,2                      ~ MALFORMED_JSON",
                "[I32]        ~ [1,null]                  ~ WRONG_TYPE",
                "[I32]        ~ [1,]                      ~ MALFORMED_JSON",
                "[I32]        ~ {}                        ~ WRONG_TYPE",
                "enum(red, b) ~ \"blue\"                  ~ UNKNOWN_SYMBOL",
                "enum(red, b) ~ \"re\"                    ~ UNKNOWN_SYMBOL",
                "enum(red, b) ~ 1                         ~ WRONG_TYPE",
            })
    void valueThatDoesNotFitIsRejected(String type, String json, RejectionCode code) {
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key\n v: " + type), WriteMode.APPEND)) {
            assertThat(decoding.value("{\"id\":\"a\",\"v\":" + json + "}")).hasValueSatisfying(rejection -> {
                assertThat(rejection.code()).as(rejection.message()).isEqualTo(code);
                assertThat(rejection.message()).contains("field 'v'");
            });
            assertThat(decoding.rows()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "[]                              ~ NOT_AN_OBJECT",
                "\"text\"                        ~ NOT_AN_OBJECT",
                "[                               ~ MALFORMED_JSON",
                "^^                              ~ MALFORMED_JSON",
                "{\"id\":\"a\"                   ~ MALFORMED_JSON",
                "{\"id\":\"a                     ~ MALFORMED_JSON",
                "{\"id\":\"a\",}                 ~ MALFORMED_JSON",
                "{\"id\" \"a\"}                  ~ MALFORMED_JSON",
                "{id:\"a\"}                      ~ MALFORMED_JSON",
                "{\"id\":\"a\"} x                ~ MALFORMED_JSON",
                "{\"id\":\"a\",\"x\":[1,}        ~ MALFORMED_JSON",
                "{\"id\":\"a\",\"x\":{\"y\":tru}} ~ MALFORMED_JSON",
                "{\"id\":\"a\",\"x\":\"\t\"}     ~ MALFORMED_JSON",
                "{\"n\":1}                       ~ MISSING_FIELD",
                "{\"id\":null}                   ~ NULL_FIELD",
            })
    void recordThatIsNoneIsRejected(String json, RejectionCode code) {
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key\n n: I32?"), WriteMode.APPEND)) {
            assertThat(decoding.value(json))
                    .hasValueSatisfying(rejection ->
                            assertThat(rejection.code()).as(rejection.message()).isEqualTo(code));
            assertThat(decoding.rows()).isEmpty();
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRejectedEverywhere() {
        byte[][] notUtf8 = {
            {(byte) 0x80},
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xC1, (byte) 0xBF},
            {(byte) 0xE0, (byte) 0x9F, (byte) 0xBF},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xF0, (byte) 0x8F, (byte) 0xBF, (byte) 0xBF},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            {(byte) 0xE2, (byte) 0x82},
            {(byte) 0xFF}
        };
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key\n n: I32?"), WriteMode.APPEND)) {
            for (byte[] bytes : notUtf8) {
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                for (String json :
                        List.of("{\"id\":\"%s\"}", "{\"id\":\"a\",\"%s\":1}", "{\"id\":\"a\",\"x\":\"%s\"}")) {
                    byte[] record = json.formatted(text).getBytes(StandardCharsets.ISO_8859_1);

                    assertThat(decoding.value(record)).map(Rejection::code).contains(RejectionCode.MALFORMED_JSON);
                }
            }
        }
    }

    @Test
    void messageNamesTheFieldWhatWasFoundAndWhatWasExpected() {
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key\n age: I32"), WriteMode.APPEND)) {
            assertThat(decoding.value("{\"id\":\"a\",\"age\":\"old\"}"))
                    .map(Rejection::message)
                    .contains("field 'age': found \"old\", expected I32 (an integer from -2147483648 to 2147483647)");
            assertThat(decoding.value("{\"id\":\"a\"}"))
                    .map(Rejection::message)
                    .contains("field 'age': missing, expected I32 (an integer from -2147483648 to 2147483647)");
            assertThat(decoding.value("{\"id\":\"a\",\"age\":\"" + "x".repeat(100) + "\"}"))
                    .hasValueSatisfying(
                            rejection -> assertThat(rejection.message()).contains("x…, expected"));
        }
    }

    @Test
    void unknownFieldsAreCountedAndIgnored() {
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key"), WriteMode.APPEND)) {
            assertThat(decoding.value("{\"x\":{\"id\":[\"\\u0041\",1e5,null]},\"id\":\"a\",\"y\":\"é\"}"))
                    .isEmpty();

            assertThat(decoding.decoder().unknownFields()).isEqualTo(2);
            assertThat(decoding.rows()).containsExactly(Map.of("id", "a"));
        }
    }

    @Test
    void ignoredValuesMayBeNestedSoDeepAndNoDeeper() {
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key"), WriteMode.APPEND)) {
            String json = "{\"id\":\"a\",\"x\":%s%s}";

            assertThat(decoding.value(json.formatted("[".repeat(64), "]".repeat(64))))
                    .isEmpty();
            assertThat(decoding.value(json.formatted("[".repeat(65), "]".repeat(65))))
                    .map(Rejection::code)
                    .contains(RejectionCode.MALFORMED_JSON);
        }
    }

    @Test
    void lastOfSeveralFieldsWithOneNameIsKept() {
        TypeDeclaration type = Decoding.node("id: String @key\n n: I32?\n l: [String]?\n s: String?");
        try (Decoding decoding = new Decoding(type, WriteMode.APPEND)) {
            decoding.value(
                    "{\"id\":\"longer\",\"n\":1,\"l\":[\"a\",\"b\"],\"s\":\"x\",\"s\":null,\"l\":[\"c\"],\"n\":null,"
                            + "\"n\":2,\"id\":\"a\"}");
            decoding.value("{\"id\":\"b\",\"n\":1,\"n\":null,\"l\":[],\"s\":\"y\"}");

            List<Map<String, @Nullable String>> rows = decoding.rows();
            assertThat(rows.get(0))
                    .containsEntry("id", "a")
                    .containsEntry("n", "2")
                    .containsEntry("l", "[\"c\"]");
            assertThat(rows.get(0).get("s")).isNull();
            assertThat(rows.get(1))
                    .containsEntry("id", "b")
                    .containsEntry("l", "[]")
                    .containsEntry("s", "y");
            assertThat(rows.get(1).get("n")).isNull();
        }
    }

    @Test
    void namesAreFoundInAnyOrderAndWithEscapes() {
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key\n longer_name: I32"), WriteMode.APPEND)) {
            assertThat(decoding.value("{\"id\":\"a\",\"longer_name\":1}")).isEmpty();
            assertThat(decoding.value("{\"longer_name\":2,\"id\":\"b\"}")).isEmpty();
            assertThat(decoding.value("{\"l\\u006fnger_name\":3,\"\\u0069d\":\"c\"}"))
                    .isEmpty();
            assertThat(decoding.value("{\"longer_nam\":3,\"id\":\"c\"}")).isNotEmpty();

            assertThat(decoding.rows())
                    .extracting(row -> row.get("id") + row.get("longer_name"))
                    .containsExactly("a1", "b2", "c3");
        }
    }

    @Test
    void recordLargerThanAllowedIsRejected() {
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key"), WriteMode.APPEND)) {
            String id = "x".repeat(1 << 20);

            assertThat(decoding.value("{\"id\":\"" + id + "\"}"))
                    .map(Rejection::code)
                    .contains(RejectionCode.TOO_LARGE);
        }
    }

    @Test
    void rejectedRecordLeavesNoTrace() {
        TypeDeclaration type = Decoding.node(
                "id: String @key\n s: String?\n b: Bool?\n n: I64?\n l: [String]?\n v: Vector(2)?\n last: I32");
        String first = "{\"id\":\"a\",\"s\":\"x\",\"b\":true,\"n\":1,\"l\":[\"p\"],\"v\":[1,2],\"last\":1}";
        String last = "{\"id\":\"b\",\"last\":2}";
        String full = "{\"id\":\"other\",\"s\":\"other\",\"b\":true,\"n\":9,\"l\":[\"q\",\"r\"],\"v\":[3,4],\"last\":";
        List<Map<String, @Nullable String>> expected;
        try (Decoding decoding = new Decoding(type, WriteMode.APPEND)) {
            decoding.value(first);
            decoding.value(last);
            expected = decoding.rows();
        }

        try (Decoding decoding = new Decoding(type, WriteMode.APPEND)) {
            decoding.value(first);
            long bytes = decoding.chunk().bytes();
            assertThat(decoding.value(full + "\"no\"}")).isNotEmpty();
            assertThat(decoding.value(full + "1")).isNotEmpty();
            assertThat(decoding.value("{\"id\":\"other\",\"n\":null,\"s\":null}"))
                    .isNotEmpty();
            assertThat(decoding.chunk().rows()).isEqualTo(1);
            assertThat(decoding.chunk().bytes()).isEqualTo(bytes);
            decoding.value(last);

            assertThat(decoding.rows()).isEqualTo(expected);
        }
    }

    @Test
    void idOfANodeIsTheTextOfItsKey() {
        TypeDeclaration type = Decoding.node(
                "a: String\n b: I64\n c: DateTime\n d: Date\n e: Bool\n f: U64\n g: enum(x)\n n: I32?\n @key(b, a, c, d, e, f, g)");
        try (Decoding decoding = new Decoding(type, WriteMode.UPSERT)) {
            assertThat(decoding.value("{\"a\":\"p|q\\\\\",\"b\":-0,\"c\":\"2024-01-31T12:00:00.250+02:00\","
                            + "\"d\":\"2024-01-31\",\"e\":true,\"f\":18446744073709551615,\"g\":\"x\"}"))
                    .isEmpty();
            assertThat(decoding.value("{\"a\":\"\",\"b\":1,\"c\":0,\"d\":\"2024-01-31\",\"e\":false,\"f\":0}"))
                    .hasValueSatisfying(rejection -> {
                        assertThat(rejection.code()).isEqualTo(RejectionCode.MISSING_FIELD);
                        assertThat(rejection.message()).contains("field 'g'");
                    });

            assertThat(decoding.rows())
                    .extracting(row -> row.get("id"))
                    .containsExactly("0|p\\|q\\\\|2024-01-31T10:00:00.25Z|2024-01-31|true|18446744073709551615|x");
        }
    }

    @Test
    void edgeIsIdentifiedByItsIdElseByItsEndpointsInUpsertMode() {
        try (Decoding decoding = new Decoding(Decoding.edge("w: F64?"), WriteMode.UPSERT)) {
            assertThat(decoding.value("{\"src\":\"a|b\",\"dst\":17}")).isEmpty();
            assertThat(decoding.value("{\"src\":[\"a|b\",2],\"dst\":[7],\"id\":null}"))
                    .isEmpty();
            assertThat(decoding.value("{\"src\":\"a\",\"dst\":\"b\",\"id\":\"own\"}"))
                    .isEmpty();
            assertThat(decoding.value("{\"src\":\"a\"}"))
                    .map(Rejection::message)
                    .hasValueSatisfying(message -> assertThat(message).contains("field 'dst': missing"));
            assertThat(decoding.value("{\"src\":true,\"dst\":\"b\"}"))
                    .map(Rejection::code)
                    .contains(RejectionCode.WRONG_TYPE);
            assertThat(decoding.value("{\"src\":[],\"dst\":\"b\"}"))
                    .map(Rejection::code)
                    .contains(RejectionCode.WRONG_TYPE);

            assertThat(decoding.rows())
                    .extracting(row -> row.get("id") + " " + row.get("src") + " " + row.get("dst"))
                    .containsExactly("a\\|b|17 a|b 17", "a\\\\\\|b\\|2|7 a\\|b|2 7", "own a b");
        }
    }

    @Test
    void edgeIsIdentifiedByItsPlaceInAppendMode() {
        try (Decoding decoding = new Decoding(Decoding.edge("w: F64?"), WriteMode.APPEND)) {
            decoding.value("{\"src\":\"a\",\"dst\":\"b\"}");
            decoding.value("{\"src\":\"a\",\"dst\":\"b\"}");
            decoding.value("{\"src\":\"a\",\"dst\":\"b\",\"id\":\"own\"}");

            assertThat(decoding.rows())
                    .extracting(row -> row.get("id"))
                    .containsExactly("events/3/100", "events/3/101", "own");
        }
    }

    @Test
    void chunkGrowsToItsLimit() {
        TypeDeclaration type = Decoding.node("id: String @key\n n: I32?\n b: Bool\n v: Vector(3)?\n l: [I64]");
        int rows = 5_000;
        try (Decoding decoding = new Decoding(type, WriteMode.APPEND, rows)) {
            for (int i = 0; i < rows; i++) {
                assertThat(decoding.chunk().isFull()).isFalse();
                String optional = i % 3 == 0 ? "" : ",\"n\":" + i + ",\"v\":[" + i + ",0,0]";
                decoding.value("{\"id\":\"node-" + i + "\",\"b\":" + (i % 2 == 0) + ",\"l\":[" + i + "," + i + "]"
                        + optional + "}");
            }
            assertThat(decoding.chunk().isFull()).isTrue();
            assertThat(decoding.chunk().bytes()).isBetween(rows * 30L, rows * 80L);

            List<Map<String, @Nullable String>> decoded = decoding.rows();
            assertThat(decoded).hasSize(rows);
            for (int i = 0; i < rows; i++) {
                Map<String, @Nullable String> row = decoded.get(i);
                assertThat(row)
                        .containsEntry("id", "node-" + i)
                        .containsEntry("b", String.valueOf(i % 2 == 0))
                        .containsEntry("l", "[" + i + "," + i + "]")
                        .containsEntry("n", i % 3 == 0 ? null : String.valueOf(i))
                        .containsEntry("v", i % 3 == 0 ? null : "[" + i + ".0,0.0,0.0]");
            }
        }
    }

    @Test
    void memoryThatRunsOutLeavesTheRowsThatAreThere() {
        TypeDeclaration type = Decoding.node("id: String @key\n v: Vector(64)?\n n: I32?");
        RecordDecoder decoder = new JsonRecordDecoder(type, WriteMode.APPEND, DataSize.ofMebibytes(1));
        byte[] record = "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        try (RootAllocator allocator = new RootAllocator(1 << 20);
                RowChunkBuilder chunk = new RowChunkBuilder(ArrowSchemas.of(type), allocator, 100_000)) {
            int[] decoded = {0};

            assertThatThrownBy(() -> {
                        while (true) {
                            decoder.decode(chunk, new RecordRef().set("t", 0, 0, 0, null, record));
                            decoded[0]++;
                        }
                    })
                    .isInstanceOf(OutOfMemoryException.class);

            assertThat(chunk.rows()).isEqualTo(decoded[0]).isGreaterThan(1000);
            try (RowChunk finished = chunk.finish()) {
                assertThat(finished.rows().getVector("n").getNullCount()).isEqualTo(decoded[0]);
            }
        }
    }

    @Test
    void chunkOfAnotherTableIsRefused() {
        TypeDeclaration other = Decoding.node("id: String @key\n n: I32");
        try (Decoding decoding = new Decoding(Decoding.node("id: String @key"), WriteMode.APPEND);
                RootAllocator allocator = new RootAllocator();
                RowChunkBuilder chunk = new RowChunkBuilder(ArrowSchemas.of(other), allocator, 10)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decoding.decoder().decode(chunk, new RecordRef()));
        }
    }

    @Test
    void emptyChunkHasTheTablesColumns() {
        try (RootAllocator allocator = new RootAllocator();
                RowChunkBuilder builder =
                        new RowChunkBuilder(ArrowSchemas.of(Decoding.edge("v: Vector(2)")), allocator, 10);
                RowChunk chunk = builder.finish()) {
            assertThat(chunk.rows().getRowCount()).isZero();
            assertThat(chunk.rows().getSchema()).isEqualTo(ArrowSchemas.of(Decoding.edge("v: Vector(2)")));
        }
    }
}
