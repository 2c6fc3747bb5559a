package io.headgate.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.TargetType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedGraphTest {

    private static final DemoTopic PEOPLE =
            new DemoTopic("people", new TargetType(TableKind.NODE, "Person"), WriteMode.UPSERT, 1);
    private static final DemoTopic KNOWS =
            new DemoTopic("knows", new TargetType(TableKind.EDGE, "Knows"), WriteMode.UPSERT, 1);
    private static final DemoTopic VISITS =
            new DemoTopic("visits", new TargetType(TableKind.EDGE, "Visits"), WriteMode.APPEND, 1);

    private final ExpectedGraph graph = new ExpectedGraph(SchemaParser.parse("""
            node Person { id: String @key  name: String  born: Date?  level: enum(low, high)?  n: I32?  at: DateTime?
                          tags: [String]?  v: Vector(2)? }
            edge Knows: Person -> Person { weight: F32? }
            edge Visits: Person -> Person {}
            """));
    private final RowFingerprint fingerprint = new RowFingerprint();

    @Test
    void lastRecordOfAKeyIsTheRow() {
        apply(PEOPLE, "ada", "{'id':'ada','name':'Ada'}");
        apply(PEOPLE, "ada", "{'id':'ada','name':'Ada Lovelace','born':'1815-12-10'}");

        long expected = fingerprint
                .text("ada")
                .text("Ada Lovelace")
                .integer(-56270)
                .nothing()
                .nothing()
                .nothing()
                .nothing()
                .nothing()
                .finish();
        assertThat(removeRow(PEOPLE, "ada")).isEqualTo(expected);
    }

    @Test
    void recordWithoutValueDeletesAndMayBeFollowedByANewRow() {
        apply(PEOPLE, "ada", "{'id':'ada','name':'Ada'}");
        apply(PEOPLE, "ada", null);
        assertThat(rows(PEOPLE).size()).isZero();

        apply(PEOPLE, "ada", "{'id':'ada','name':'Ada'}");
        assertThat(rows(PEOPLE).size()).isOne();
    }

    @Test
    void deletingWhatIsNotThereIsNoDeadLetter() {
        apply(PEOPLE, "ada", null);

        assertThat(graph.deadLetters().size()).isZero();
        assertThat(graph.nextOffsets()).isEqualTo(Map.of(new ExpectedGraph.Partition("people", 0), 1L));
    }

    @Test
    void appendedEdgesAreAllRowsAndNamedByTheirPlace() {
        apply(VISITS, "ada", "{'src':'ada','dst':'bob'}");
        apply(VISITS, "ada", "{'src':'ada','dst':'bob'}");

        assertThat(rows(VISITS).size()).isEqualTo(2);
        assertThat(removeRow(VISITS, "visits/0/1"))
                .isEqualTo(
                        fingerprint.text("visits/0/1").text("ada").text("bob").finish());
    }

    @Test
    void upsertedEdgesAreIdentifiedByTheirEndpoints() {
        apply(KNOWS, "ada", "{'src':'a|b','dst':'bob'}");
        apply(KNOWS, "ada", "{'src':'a|b','dst':'bob','weight':0.5}");

        assertThat(removeRow(KNOWS, "a\\|b|bob"))
                .isEqualTo(fingerprint
                        .text("a\\|b|bob")
                        .text("a|b")
                        .text("bob")
                        .real(0.5f)
                        .finish());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'ada','name':'Ad",
                "['ada']",
                "{'id':'ada'}",
                "{'id':'ada','name':null}",
                "{'id':'ada','name':7}",
                "{'id':'ada','name':'Ada','level':'middle'}",
                "{'id':'ada','name':'Ada','born':'yesterday'}",
                "{'id':'ada','name':'Ada','n':2147483648}",
                "{'id':'ada','name':'Ada','at':'2024-01-01'}",
                "{'id':'ada','name':'Ada','tags':[1]}",
                "{'id':'ada','name':'Ada','v':[1,2,3]}",
                "{'id':'ada','name':'Ada'} trailing",
                "{'name':'Ada'}"
            })
    void whatCannotBeARowIsADeadLetterAndTheRowBeforeStays(String value) {
        apply(PEOPLE, "ada", "{'id':'ada','name':'Ada'}");
        apply(PEOPLE, "ada", value);

        assertThat(rows(PEOPLE).size()).isOne();
        long place = ExpectedGraph.placeFingerprint(fingerprint, "people", 0, 1);
        assertThat(graph.deadLetters().remove(place))
                .isEqualTo(ExpectedGraph.deadLetterFingerprint(fingerprint, utf8("ada"), json(value)));
    }

    @Test
    void recordWithoutValueCannotBeAppended() {
        apply(VISITS, "ada", null);

        assertThat(graph.deadLetters().size()).isOne();
    }

    @Test
    void aRefusedRecordLeavesNoTraceInTheNextRow() {
        apply(KNOWS, "ada", "{'src':'ada','dst':'bob','weight':'much'}");
        apply(KNOWS, "ada", "{'src':'ada','dst':'bob'}");

        assertThat(removeRow(KNOWS, "ada|bob"))
                .isEqualTo(fingerprint
                        .text("ada|bob")
                        .text("ada")
                        .text("bob")
                        .nothing()
                        .finish());
    }

    private void apply(DemoTopic topic, String key, @Nullable String value) {
        graph.apply(new DemoRecord(topic, utf8(key), value == null ? null : json(value)));
    }

    private FingerprintMap rows(DemoTopic topic) {
        return graph.tables().get(topic.into()).rows();
    }

    private long removeRow(DemoTopic topic, String id) {
        return rows(topic).remove(fingerprint.text(id).finish());
    }

    private static byte[] json(String withSingleQuotes) {
        return utf8(withSingleQuotes.replace('\'', '"'));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
