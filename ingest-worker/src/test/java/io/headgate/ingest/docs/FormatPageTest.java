package io.headgate.ingest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.cleanup.Hold;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.object.Durability;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteRequest;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specification of the files says what is in them, and is enough to read them without Headgate. */
final class FormatPageTest {

    private static final Pattern FIELD = Pattern.compile("^\\| `([a-z_.\\[\\]]+)` \\|", Pattern.MULTILINE);
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
    private static final byte[] SEAL = ",\"crc32c\":\"".getBytes(StandardCharsets.US_ASCII);

    /** A heading of the page and the record that the section describes. */
    private record Section(String heading, Class<?> type) {}

    static Stream<Section> sections() throws ClassNotFoundException {
        return Stream.of(
                new Section("`__manifest/main/<number>.json`", GraphManifest.class),
                new Section("`__graph.json`", GraphIdentity.class),
                new Section("`__recovery/<id>.json`", Intent.class),
                new Section("`__audit/<id>.json`", RecoveryRecord.class),
                new Section("`__holds/<id>.json`", Hold.class),
                new Section("`__turn.json`", Class.forName("io.headgate.engine.write.TurnRecord")));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyFieldOfEveryFileIsDescribed(Section section) throws IOException {
        List<String> described = new ArrayList<>();
        Matcher fields = FIELD.matcher(text(section.heading()));
        while (fields.find()) {
            described.add(fields.group(1));
        }

        assertThat(described).as("fields of %s", section.heading()).isEqualTo(fields(section.type(), ""));
    }

    @Test
    void aReaderThatKnowsNothingButThePageFindsTheNewestVersion(@TempDir Path directory) throws IOException {
        SourcePartition partition = new SourcePartition("cluster", "people", "topic-id", 3);
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.local(directory, Durability.PROCESS_CRASH, allocator)) {
            Graph graph = Graph.init(environment, "node Person { name: String @key }", "test");
            try (GraphWriter writer = graph.writer("test")) {
                for (long offset = 0; offset < 12; offset++) {
                    SourceClaim claim = new SourceClaim(partition, offset, offset + 1);
                    writer.write(new WriteRequest("ingest", List.of(), List.of(claim), 1, 1));
                }
            }
            GraphManifest newest = graph.newest();

            JsonNode read = newest(directory);

            assertThat(read.get("version").longValue())
                    .isEqualTo(newest.version().number());
            assertThat(read.get("sources").get(0).get("next_offset").longValue())
                    .isEqualTo(12)
                    .isEqualTo(newest.sources().stream()
                            .mapToLong(SourceOffset::nextOffset)
                            .sum());
            assertThat(read.get("tables"))
                    .hasSize(2)
                    .allSatisfy(table -> assertThat(
                                    directory.resolve(table.get("path").textValue()))
                            .isDirectory());
            assertThat(directory.resolve("__schema/" + read.get("schema").textValue() + ".pg"))
                    .hasContent("node Person { name: String @key }");
        }
    }

    /** As the page says, step by step. */
    private static JsonNode newest(Path graph) throws IOException {
        Path first;
        try (Stream<Path> files = Files.list(graph.resolve("__manifest/main"))) {
            first = files.sorted().findFirst().orElseThrow();
        }
        byte[] object = Files.readAllBytes(first);
        int end = object.length - 2 - 8 - SEAL.length;
        assertThat(Arrays.copyOfRange(object, end, end + SEAL.length)).isEqualTo(SEAL);
        CRC32C checksum = new CRC32C();
        checksum.update(object, 0, end);
        JsonNode read = new ObjectMapper().readTree(object);
        assertThat(read.get("crc32c").textValue()).isEqualTo(String.format("%08x", checksum.getValue()));
        assertThat(read.get("format_version").intValue()).isEqualTo(2);
        assertThat(first.getFileName())
                .hasToString(String.format(
                        "%019d.json", Long.MAX_VALUE - read.get("version").longValue()));
        return read;
    }

    private static String text(String heading) throws IOException {
        String page = GeneratedPage.read("format.md");
        int start = page.indexOf("\n## " + heading + "\n");
        assertThat(start).as("section %s", heading).isPositive();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    /** The paths of everything in a record that is not made of parts, in the order of declaration. */
    private static List<String> fields(Class<?> type, String prefix) {
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.addAll(fieldsOf(component.getGenericType(), prefix + SNAKE_CASE.translate(component.getName())));
        }
        return fields;
    }

    private static List<String> fieldsOf(Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            boolean list = generic.getRawType() == List.class;
            assertThat(list || generic.getRawType() == Optional.class).as(path).isTrue();
            return fieldsOf(generic.getActualTypeArguments()[0], list ? path + "[]" : path);
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord() && !isOneValue(plain) ? fields(plain, path + ".") : List.of(path);
    }

    private static boolean isOneValue(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class));
    }
}
