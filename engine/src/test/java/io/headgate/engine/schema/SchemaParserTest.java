package io.headgate.engine.schema;

import static io.headgate.engine.schema.ScalarType.BOOL;
import static io.headgate.engine.schema.ScalarType.DATE;
import static io.headgate.engine.schema.ScalarType.DATE_TIME;
import static io.headgate.engine.schema.ScalarType.F32;
import static io.headgate.engine.schema.ScalarType.F64;
import static io.headgate.engine.schema.ScalarType.I32;
import static io.headgate.engine.schema.ScalarType.I64;
import static io.headgate.engine.schema.ScalarType.STRING;
import static io.headgate.engine.schema.ScalarType.U32;
import static io.headgate.engine.schema.ScalarType.U64;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaParserTest {

    @Test
    void everyTypeIsRead() {
        GraphSchema schema = SchemaParser.parse("""
                // people and what they do
                node Person {
                  id: String @key
                  name: String?
                  active: Bool
                  a: I32  b: I64, c: U32; d: U64
                  e: F32  f: F64?
                  born: Date?
                  seen: DateTime
                  face: Vector(128)?   /* from the
                                          camera */
                  tags: [String]  scores: [F64]?
                  role: enum(admin, member)
                }
                edge Follows: Person -> Person { since: DateTime }
                """);

        assertThat(schema.nodes())
                .containsExactly(new TypeDeclaration.NodeType(
                        "Person",
                        List.of(
                                required("id", STRING),
                                optional("name", STRING),
                                required("active", BOOL),
                                required("a", I32),
                                required("b", I64),
                                required("c", U32),
                                required("d", U64),
                                required("e", F32),
                                optional("f", F64),
                                optional("born", DATE),
                                required("seen", DATE_TIME),
                                new Property("face", new PropertyType.Vector(128), true),
                                new Property("tags", new PropertyType.ListOf(STRING), false),
                                new Property("scores", new PropertyType.ListOf(F64), true),
                                new Property("role", new PropertyType.Enumeration(List.of("admin", "member")), false)),
                        List.of("id")));
        assertThat(schema.edges())
                .containsExactly(new TypeDeclaration.EdgeType(
                        "Follows", "Person", "Person", List.of(required("since", DATE_TIME))));
    }

    @Test
    void sourceIsKeptUnchangedWithItsHash() {
        String source = "node A { id: String @key }";

        GraphSchema schema = SchemaParser.parse(source);

        assertThat(schema.source()).isSameAs(source);
        assertThat(schema.sha256()).isEqualTo("368a99fa44fe705bd76dd7977de192693282d14127c750506c86c58b3fad4551");
    }

    @Test
    void bodyOfAnEdgeMayBeEmptyOrAbsent() {
        GraphSchema schema = SchemaParser.parse("edge E: A -> A edge F: A -> A {} node A { k: I64 @key }");

        assertThat(schema.edges())
                .containsExactly(
                        new TypeDeclaration.EdgeType("E", "A", "A", List.of()),
                        new TypeDeclaration.EdgeType("F", "A", "A", List.of()));
    }

    @Test
    void typesMayBeUsedBeforeTheyAreDeclared() {
        GraphSchema schema = SchemaParser.parse(
                "edge WorksAt: Person -> Company node Company {n: String @key} node Person {n: I32 @key}");

        assertThat(schema.edge("WorksAt")).get().extracting("from", "to").containsExactly("Person", "Company");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node A { a: String b: I32 @key(a, b) }",
                "node A { @key(a, b) a: String b: I32 }",
                "node A { a: String, b: I32, @key(a, b) }",
                "node A {\n a: String;\n @key(a, b);\n b: I32\n}",
            })
    void keyOfSeveralPropertiesMayStandAnywhereInTheBody(String source) {
        assertThat(SchemaParser.parse(source).nodes().get(0).key()).containsExactly("a", "b");
    }

    @Test
    void keyHasItsOwnOrder() {
        assertThat(SchemaParser.parse("node A { a: String b: I32 @key(b, a) }")
                        .nodes()
                        .get(0)
                        .key())
                .containsExactly("b", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"String", "Bool", "I32", "I64", "U32", "U64", "Date", "DateTime", "enum(a, b)"})
    void everyTypeWithACanonicalTextCanBeTheKey(String type) {
        assertThat(SchemaParser.parse("node A { k: " + type + " @key }")
                        .nodes()
                        .get(0)
                        .key())
                .containsExactly("k");
    }

    @Test
    void keywordsArePropertyNames() {
        List<String> words =
                List.of("node", "edge", "interface", "enum", "key", "id", "Vector", "String", "src", "dst", "unique");
        String properties = String.join(
                " ",
                words.stream()
                        .map(word -> word + ": String" + (word.equals("id") ? " @key" : ""))
                        .toList());

        GraphSchema schema = SchemaParser.parse("node A { " + properties + " }");

        assertThat(schema.nodes().get(0).properties())
                .extracting(Property::name)
                .containsExactlyElementsOf(words);
    }

    @Test
    void keywordsAreEnumSymbolsAndKeyParts() {
        GraphSchema schema = SchemaParser.parse("node A { node: String edge: enum(node, edge, key) @key(node, edge) }");

        assertThat(schema.nodes().get(0).key()).containsExactly("node", "edge");
        assertThat(schema.nodes().get(0).properties().get(1).type())
                .isEqualTo(new PropertyType.Enumeration(List.of("node", "edge", "key")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFnode A { id: String @key }",
                "node A\r\n{\r\n  id: String @key\r\n}\r\n",
                "node A{id:String@key}",
                "node A { id: String @key } // the end",
                "/**//***//* * */node A { /* } */ id: String @key }",
            })
    void spaceAndCommentsMeanNothing(String source) {
        assertThat(SchemaParser.parse(source).nodes())
                .containsExactly(new TypeDeclaration.NodeType("A", List.of(required("id", STRING)), List.of("id")));
    }

    @Test
    void longSchemaIsReadInReasonableTime() {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            source.append("node N").append(i).append(" { id: String @key name: String? tags: [String] }\n");
        }

        assertThat(SchemaParser.parse(source.toString()).nodes()).hasSize(2_000);
    }

    private static Property required(String name, ScalarType type) {
        return new Property(name, new PropertyType.Scalar(type), false);
    }

    private static Property optional(String name, ScalarType type) {
        return new Property(name, new PropertyType.Scalar(type), true);
    }
}
