package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredIndexTest {

    private static final List<Property> ID =
            List.of(new Property("id", new PropertyType.Scalar(ScalarType.STRING), false));

    @Test
    void everyTableHasAnIndexOnItsIds() {
        GraphSchema schema = SchemaParser.parse("node A { id: String @key } node B { k: I64 @key } edge E: A -> B");

        assertThat(schema.nodes()).allSatisfy(node -> assertThat(node.indexes()).containsExactly(DeclaredIndex.ON_ID));
        assertThat(schema.edges()).allSatisfy(edge -> assertThat(edge.indexes()).containsExactly(DeclaredIndex.ON_ID));
        assertThat(DeclaredIndex.ON_ID).isEqualTo(new DeclaredIndex("id", IndexKind.BTREE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "String | BTREE",
                "String? | BTREE",
                "Bool | BTREE",
                "I32 | BTREE",
                "I64 | BTREE",
                "U32 | BTREE",
                "U64 | BTREE",
                "F32 | BTREE",
                "F64? | BTREE",
                "Date | BTREE",
                "DateTime | BTREE",
                "enum(a, b) | BTREE",
                "Vector(3) | VECTOR",
                "Vector(3)? | VECTOR",
            })
    void theTypeDecidesTheKind(String type, IndexKind kind) {
        assertThat(indexesOf("p: " + type + " @index")).containsExactly(new DeclaredIndex("p", kind));
        assertThat(indexesOf("p: " + type + ", @index(p)")).containsExactly(new DeclaredIndex("p", kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"String", "String?"})
    void aStringCanHaveATextIndexAndAnotherOneBesideIt(String type) {
        assertThat(indexesOf("bio: " + type + " @index(bio, text) @index"))
                .containsExactly(new DeclaredIndex("bio", IndexKind.TEXT), new DeclaredIndex("bio", IndexKind.BTREE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@index(a) @index(b, text) a: I32 b: String",
                "a: I32 @index b: String @index(b, text)",
                "a: I32, @index(a), b: String, @index(b, text)",
                "b: String a: I32 @index @index(b, text)",
                "b: String\n a: I32\n @index(a);\n @index(b, text)",
            })
    void indexesHaveTheOrderInWhichTheyAreWritten(String properties) {
        assertThat(indexesOf(properties))
                .containsExactly(new DeclaredIndex("a", IndexKind.BTREE), new DeclaredIndex("b", IndexKind.TEXT));
    }

    @Test
    void theFirstWordInParenthesesIsAPropertyAlsoWhereItCouldBeAKind() {
        assertThat(indexesOf("text: Bool bio: String @index(text) @index(bio, text) @index(src) src: Date"))
                .containsExactly(
                        new DeclaredIndex("text", IndexKind.BTREE),
                        new DeclaredIndex("bio", IndexKind.TEXT),
                        new DeclaredIndex("src", IndexKind.BTREE));
    }

    @Test
    void keyPropertiesBesideTheColumnOfTheKeyCanHaveIndexes() {
        GraphSchema schema = SchemaParser.parse("node A { country: String @index number: U64 @key(country, number) }"
                + " node B { id: String @key @index(id, text) } node C { k: I64 @key @index }");

        assertThat(schema.nodes())
                .extracting(node -> node.indexes().get(1))
                .containsExactly(
                        new DeclaredIndex("country", IndexKind.BTREE),
                        new DeclaredIndex("id", IndexKind.TEXT),
                        new DeclaredIndex("k", IndexKind.BTREE));
    }

    @Test
    void edgesCanHaveIndexesOnTheirPropertiesAndOnTheNodesThatTheyJoin() {
        GraphSchema schema = SchemaParser.parse(
                "node A { id: String @key } edge E: A -> A { @index(dst) at: Date @index @index(src) }");

        assertThat(schema.edges().get(0).indexes())
                .containsExactly(
                        DeclaredIndex.ON_ID,
                        new DeclaredIndex("dst", IndexKind.BTREE),
                        new DeclaredIndex("at", IndexKind.BTREE),
                        new DeclaredIndex("src", IndexKind.BTREE));
    }

    @Test
    void namesAreMadeOfColumnAndKind() {
        assertThat(DeclaredIndex.ON_ID.name()).isEqualTo("id_btree");
        assertThat(new DeclaredIndex("bio", IndexKind.TEXT).name()).isEqualTo("bio_text");
        assertThat(new DeclaredIndex("lastFace_2", IndexKind.VECTOR).name()).isEqualTo("lastFace_2_vector");
    }

    @Test
    void noTypeIsWithoutTheIndexOnItsIdsOrHasAnIndexTwice() {
        DeclaredIndex name = new DeclaredIndex("name", IndexKind.BTREE);

        assertThatIllegalArgumentException().isThrownBy(() -> node(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> node(List.of(name, DeclaredIndex.ON_ID)));
        assertThatIllegalArgumentException().isThrownBy(() -> node(List.of(DeclaredIndex.ON_ID, name, name)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypeDeclaration.EdgeType("E", "A", "A", List.of(), List.of()));
    }

    private static TypeDeclaration.NodeType node(List<DeclaredIndex> indexes) {
        return new TypeDeclaration.NodeType("A", ID, List.of("id"), indexes);
    }

    /** What is declared beside the index on the ids, which comes first. */
    private static List<DeclaredIndex> indexesOf(String properties) {
        List<DeclaredIndex> indexes = SchemaParser.parse("node A { id: String @key, " + properties + " }")
                .nodes()
                .get(0)
                .indexes();
        assertThat(indexes).startsWith(DeclaredIndex.ON_ID);
        return indexes.subList(1, indexes.size());
    }
}
