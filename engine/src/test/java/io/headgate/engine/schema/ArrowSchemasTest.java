package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class ArrowSchemasTest {

    @Test
    void nodeTableStartsWithTheTextOfItsKey() {
        Schema schema = ArrowSchemas.of(node("node A { mail: String @key  age: U32?  score: F64 }"));

        assertThat(schema.getFields())
                .extracting(Field::toString)
                .containsExactly(
                        "id: Utf8 not null",
                        "mail: Utf8 not null",
                        "age: Int(32, false)",
                        "score: FloatingPoint(DOUBLE) not null");
    }

    @Test
    void keyPropertyCalledIdIsTheIdColumn() {
        TypeDeclaration node = node("node A { name: String  id: String @key  age: I32 }");

        assertThat(ArrowSchemas.of(node).getFields()).extracting(Field::getName).containsExactly("id", "name", "age");
        assertThat(ArrowSchemas.propertyColumns(node)).containsExactly(1, 0, 2);
    }

    @Test
    void otherPropertiesFollowTheIdColumn() {
        assertThat(ArrowSchemas.propertyColumns(node("node A { a: String @key  b: I32 }")))
                .containsExactly(1, 2);
    }

    @Test
    void edgeTableStartsWithItsEndpoints() {
        TypeDeclaration edge = SchemaParser.parse(
                        "node A { id: String @key } edge E: A -> A { since: DateTime, w: F32? }")
                .edges()
                .get(0);

        assertThat(ArrowSchemas.of(edge).getFields())
                .extracting(Field::toString)
                .containsExactly(
                        "id: Utf8 not null",
                        "src: Utf8 not null",
                        "dst: Utf8 not null",
                        "since: Timestamp(MICROSECOND, UTC) not null",
                        "w: FloatingPoint(SINGLE)");
        assertThat(ArrowSchemas.propertyColumns(edge)).containsExactly(3, 4);
    }

    @Test
    void compoundTypesHaveItemsThatAreNeverNull() {
        Schema schema = ArrowSchemas.of(
                node("node A { id: String @key v: Vector(3) w: Vector(2)? l: [I64]? e: enum(a, b)? d: Date }"));

        assertThat(schema.getFields())
                .extracting(Field::toString)
                .containsExactly(
                        "id: Utf8 not null",
                        "v: FixedSizeList(3)<item: FloatingPoint(SINGLE) not null> not null",
                        "w: FixedSizeList(2)<item: FloatingPoint(SINGLE) not null>",
                        "l: List<item: Int(64, true) not null>",
                        "e: Utf8",
                        "d: Date(DAY) not null");
    }

    @Test
    void deadLetterTableHasItsColumns() {
        assertThat(ArrowSchemas.deadLetters().getFields())
                .extracting(Field::toString)
                .containsExactly(
                        "topic: Utf8 not null",
                        "partition: Int(32, true) not null",
                        "offset: Int(64, true) not null",
                        "timestamp: Timestamp(MILLISECOND, UTC)",
                        "key: Binary",
                        "value: Binary",
                        "headers: Utf8 not null",
                        "table: Utf8 not null",
                        "code: Utf8 not null",
                        "message: Utf8 not null");
    }

    private static TypeDeclaration node(String source) {
        return SchemaParser.parse(source).nodes().get(0);
    }
}
