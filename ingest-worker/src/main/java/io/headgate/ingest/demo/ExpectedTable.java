package io.headgate.ingest.demo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.KeyText;
import io.headgate.engine.schema.Property;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.write.WriteMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one table must contain: the records of its topic replayed, one after the other, into a plain map. */
final class ExpectedTable {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TypeDeclaration type;
    private final List<String> leadingColumns;
    private final List<Property> otherProperties;
    private final RowFingerprint fingerprint = new RowFingerprint();
    private final JsonCell cell = new JsonCell(fingerprint);
    private final FingerprintMap rows = new FingerprintMap();

    ExpectedTable(TypeDeclaration type) {
        this.type = type;
        this.leadingColumns = ArrowSchemas.leadingColumns(type);
        this.otherProperties = type.properties().stream()
                .filter(property -> !leadingColumns.contains(property.name()))
                .toList();
    }

    TypeDeclaration type() {
        return type;
    }

    /** Names of the columns in the order in which {@link RowFingerprint} takes their values. */
    List<String> columns() {
        return ArrowSchemas.of(type).getFields().stream()
                .map(field -> field.getName())
                .toList();
    }

    /** Fingerprint of every row by the fingerprint of its id. */
    FingerprintMap rows() {
        return rows;
    }

    /**
     * @param place topic, partition and offset, which is the id of an appended edge
     * @throws NotARow when the record must become a dead letter
     */
    void apply(WriteMode mode, String place, byte[] key, byte @Nullable [] value) throws NotARow {
        if (value == null) {
            if (mode == WriteMode.APPEND) {
                throw new NotARow("no value");
            }
            rows.remove(idFingerprint(new String(key, StandardCharsets.UTF_8)));
            return;
        }
        JsonNode json = parse(value);
        try {
            String id = writeLeading(mode, place, json);
            for (Property property : otherProperties) {
                cell.write(property, Optional.ofNullable(json.get(property.name())));
            }
            long row = fingerprint.finish();
            rows.put(idFingerprint(id), row);
        } catch (NotARow refusal) {
            fingerprint.discard();
            throw refusal;
        }
    }

    private long idFingerprint(String id) {
        return fingerprint.text(id).finish();
    }

    private String writeLeading(WriteMode mode, String place, JsonNode json) throws NotARow {
        String id = type.match(new TypeDeclaration.Cases<Id>() {
                    @Override
                    public Id node(TypeDeclaration.NodeType node) {
                        return () -> text(json, onlyKey(node));
                    }

                    @Override
                    public Id edge(TypeDeclaration.EdgeType edge) {
                        return () -> edgeId(mode, place, json);
                    }
                })
                .text();
        fingerprint.text(id);
        for (String endpoint : leadingColumns.subList(1, leadingColumns.size())) {
            fingerprint.text(text(json, endpoint));
        }
        return id;
    }

    private interface Id {
        String text() throws NotARow;
    }

    private static String onlyKey(TypeDeclaration.NodeType node) {
        if (node.key().size() != 1) {
            throw new IllegalArgumentException(
                    "the demo's schemas have keys of one property, not " + node.key() + " of " + node.name());
        }
        return node.key().get(0);
    }

    private static String edgeId(WriteMode mode, String place, JsonNode json) throws NotARow {
        if (json.has(TypeDeclaration.ID)) {
            return text(json, TypeDeclaration.ID);
        }
        return mode == WriteMode.APPEND
                ? place
                : KeyText.edge(text(json, TypeDeclaration.SRC), text(json, TypeDeclaration.DST));
    }

    private static JsonNode parse(byte[] value) throws NotARow {
        try {
            JsonNode json = MAPPER.readTree(value);
            if (!json.isObject()) {
                throw new NotARow("not an object");
            }
            return json;
        } catch (JacksonException malformed) {
            throw new NotARow("malformed JSON");
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static String text(JsonNode json, String field) throws NotARow {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw new NotARow(field + " is missing or not a text");
        }
        return value.textValue();
    }
}
