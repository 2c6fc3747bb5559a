package io.headgate.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletedIdTest {

    private static final String ONE_STRING = "name: String @key\n n: I32";
    private static final String OWN_ID = "n: I32\n id: String @key";
    private static final String COMPOSITE = "a: String\n b: I64\n c: enum(x, y)\n @key(a, b, c)";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "alice                              ~ alice",
                "^^                                 ~ ^^",
                "^ spaced\t^                        ~ ^ spaced\t^",
                "17                                 ~ 17",
                "été|a\\                            ~ été|a\\",
                "\"al\\u0069ce\"                    ~ alice",
                "{\"name\":\"alice\"}               ~ alice",
                "{ \"x\" : [1] , \"name\" : \"a\" } ~ a",
                "{\"id\":\"alice\"}                 ~ alice",
            })
    void keyOfOneStringIsTheId(String key, String id) {
        assertDeletes(ONE_STRING, key, id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "I64 ~ 17 ~ 17",
                "I64 ~ -0 ~ 0",
                "I64 ~ \"17\" ~ 17",
                "I64 ~ {\"k\":17} ~ 17",
                "I64 ~ {\"id\":17} ~ 17",
                "U64 ~ 18446744073709551615 ~ 18446744073709551615",
                "Bool ~ true ~ true",
                "Date ~ 2024-01-31 ~ 2024-01-31",
                "DateTime ~ 2024-01-31T01:00:00.50+01:00 ~ 2024-01-31T00:00:00.5Z",
                "DateTime ~ {\"k\":500} ~ 1970-01-01T00:00:00.5Z",
                "enum(x, y) ~ y ~ y",
                "enum(x, y) ~ {\"id\":\"x\"} ~ x"
            })
    void keyOfAnotherTypeIsReadAndSpelledAsAlways(String type, String key, String id) {
        assertDeletes("k: " + type + " @key", key, id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "p\\|q|7|x                             ~ p\\|q|7|x",
                "|-0|y                                 ~ |0|y",
                "\"p|7|x\"                             ~ p|7|x",
                "{\"c\":\"x\",\"b\":7,\"a\":\"p|q\"}   ~ p\\|q|7|x",
                "{\"id\":\"p|7|x\"}                    ~ p|7|x",
                "{\"id\":[\"p|q\",7,\"x\"]}            ~ p\\|q|7|x",
            })
    void compositeKeyIsItsTextOrItsParts(String key, String id) {
        assertDeletes(COMPOSITE, key, id);
    }

    @Test
    void fieldThatIsTheIdItselfIsFoundInAnyForm() {
        assertDeletes(OWN_ID, "a", "a");
        assertDeletes(OWN_ID, "\"a\"", "a");
        assertDeletes(OWN_ID, "{\"id\":\"a\"}", "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "a|b                                      ~ a|b",
                "\"own\"                                  ~ own",
                "{\"id\":\"own\",\"src\":\"a\"}           ~ own",
                "{\"src\":\"a|\",\"dst\":5}               ~ a\\||5",
            })
    void edgeIsDeletedByItsIdOrItsEndpoints(String key, String id) {
        assertDeletes(Decoding.edge("w: F64\n v: Vector(3)\n l: [I32]"), key, id);
    }

    private static void assertDeletes(String declarations, String key, String id) {
        assertDeletes(Decoding.node(declarations), key, id);
    }

    private static void assertDeletes(TypeDeclaration type, String key, String id) {
        try (Decoding decoding = new Decoding(type, WriteMode.UPSERT)) {
            assertThat(decoding.delete(key)).isEmpty();

            assertThat(decoding.rows()).extracting(row -> row.get("id")).containsExactly(id);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "I64       ~ x",
                "I64       ~ ^^",
                "I64       ~ 1 2",
                "I64       ~ 9223372036854775808",
                "I64       ~ null",
                "I64       ~ {\"k\":null}",
                "I64       ~ {\"k\":\"1\"}",
                "I64       ~ {\"id\":\"x\"}",
                "Date      ~ 2024-02-30",
                "String    ~ \"unended",
                "String    ~ \"a\" b",
                "String    ~ {\"other\":1}",
                "String    ~ {\"k\":\"a\"",
                "String    ~ {}",
                "enum(x)   ~ z",
            })
    void keyThatIsNoneIsRejected(String type, String key) {
        try (Decoding decoding = new Decoding(Decoding.node("k: " + type + " @key"), WriteMode.UPSERT)) {
            assertThat(decoding.delete(key)).map(Rejection::code).contains(RejectionCode.BAD_KEY);
            assertThat(decoding.rows()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"p|7", "p|7|x|y", "p|seven|x", "p|7|z", "p\\7|7|x", "{\"a\":\"p\",\"b\":7}", "{\"id\":\"p|7\"}"})
    void compositeKeyWithWrongPartsIsRejected(String key) {
        try (Decoding decoding = new Decoding(Decoding.node(COMPOSITE), WriteMode.UPSERT)) {
            assertThat(decoding.delete(key)).map(Rejection::code).contains(RejectionCode.BAD_KEY);
            assertThat(decoding.rows()).isEmpty();
        }
    }

    @Test
    void recordWithoutKeyIsRejected() {
        try (Decoding decoding = new Decoding(Decoding.node(ONE_STRING), WriteMode.UPSERT)) {
            assertThat(decoding.delete(null)).map(Rejection::code).contains(RejectionCode.BAD_KEY);
        }
    }

    @Test
    void recordWithoutValueIsRejectedInAppendMode() {
        try (Decoding decoding = new Decoding(Decoding.node(ONE_STRING), WriteMode.APPEND)) {
            assertThat(decoding.delete("a")).map(Rejection::code).contains(RejectionCode.NO_VALUE);
        }
    }

    @Test
    void keyThatIsNotUtf8IsRejected() {
        try (RootAllocator allocator = new RootAllocator();
                RowChunkBuilder chunk = new RowChunkBuilder(ArrowSchemas.of(Decoding.node(ONE_STRING)), allocator, 1)) {
            RecordDecoder decoder =
                    new JsonRecordDecoder(Decoding.node(ONE_STRING), WriteMode.UPSERT, DataSize.ofMebibytes(1));
            byte[] key = "café".getBytes(StandardCharsets.ISO_8859_1);

            assertThat(decoder.decode(chunk, new RecordRef().set("t", 0, 0, 0, key, null)))
                    .map(Rejection::code)
                    .contains(RejectionCode.BAD_KEY);
        }
    }

    @Test
    void deletesAreMarkedAmongTheOtherRows() {
        TypeDeclaration type =
                Decoding.node("k: I64 @key\n s: String\n o: I32?\n v: Vector(2)\n l: [String]\n b: Bool");
        String record = "{\"k\":%d,\"s\":\"text\",\"o\":1,\"v\":[1,2],\"l\":[\"a\"],\"b\":true}";
        try (Decoding decoding = new Decoding(type, WriteMode.UPSERT)) {
            decoding.value(record.formatted(1));
            decoding.delete("2");
            decoding.delete("no");
            decoding.value(record.formatted(3));
            decoding.delete("1");

            try (RowChunk chunk = decoding.chunk().finish()) {
                assertThat(chunk.rows().getRowCount()).isEqualTo(4);
                assertThat(chunk.deletes().stream()).containsExactly(1, 3);
            }
        }
    }

    @Test
    void deletedRowHoldsNothingOfOtherRecords() {
        TypeDeclaration type =
                Decoding.node("k: I64 @key\n s: String\n o: I32?\n v: Vector(2)\n l: [String]\n b: Bool");
        try (Decoding decoding = new Decoding(type, WriteMode.UPSERT)) {
            decoding.value("{\"k\":1,\"s\":\"text\",\"o\":1,\"v\":[1,2],\"l\":[\"a\"],\"b\":true,\"b\":0}");
            decoding.delete("{\"k\":7}");

            List<Map<String, @Nullable String>> rows = decoding.rows();
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0))
                    .containsEntry("id", "7")
                    .containsEntry("k", "0")
                    .containsEntry("s", "")
                    .containsEntry("o", null)
                    .containsEntry("v", "[0.0,0.0]")
                    .containsEntry("l", "[]")
                    .containsEntry("b", "false");
        }
    }
}
