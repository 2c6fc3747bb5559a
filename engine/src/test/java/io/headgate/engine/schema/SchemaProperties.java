package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.error.BadSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.arrow.vector.types.pojo.Field;

class SchemaProperties {

    private static final List<String> TOKENS = List.of(
            "node",
            "edge",
            "interface",
            "enum",
            "Vector",
            "String",
            "I64",
            "@key",
            "@index",
            "@unique",
            "@",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ":",
            "->",
            "?",
            ",",
            ";",
            "//",
            "/*",
            "*/",
            "\"",
            "\n",
            " ",
            "0",
            "-1",
            "99999999999",
            "id",
            "_x",
            "src",
            "text",
            "é",
            "\uD83D",
            "\uDE00",
            "\u0000",
            "<",
            "=",
            "\\",
            "((((((((",
            "[[[[[[[[",
            "{{{{{{{{");

    @Property(tries = 500)
    void whatIsWrittenIsWhatIsRead(@ForAll("models") SchemaModel model, @ForAll Random layout) {
        String source = new PgPrinter(layout).print(model);

        GraphSchema schema = SchemaParser.parse(source);

        assertThat(schema.nodes()).as(source).isEqualTo(model.nodes());
        assertThat(schema.edges()).as(source).isEqualTo(model.edges());
        assertThat(schema.source()).isEqualTo(source);
    }

    @Property(tries = 200)
    void everyPropertyHasTheColumnWithItsName(@ForAll("models") SchemaModel model) {
        List<TypeDeclaration> types = new ArrayList<>(model.nodes());
        types.addAll(model.edges());
        for (TypeDeclaration type : types) {
            List<Field> fields = ArrowSchemas.of(type).getFields();
            List<Integer> columns = ArrowSchemas.propertyColumns(type);

            assertThat(columns.stream().map(column -> fields.get(column).getName()))
                    .containsExactlyElementsOf(type.properties().stream()
                            .map(io.headgate.engine.schema.Property::name)
                            .toList());
            assertThat(fields).extracting(Field::getName).doesNotHaveDuplicates();
        }
    }

    @Property(tries = 3000)
    void damagedSourceIsReadOrRefusedAtAPlaceInsideIt(
            @ForAll("models") SchemaModel model, @ForAll Random random, @ForAll("damage") int damage) {
        StringBuilder source = new StringBuilder(new PgPrinter(random).print(model));
        for (int i = 0; i < damage; i++) {
            mutate(source, random);
        }

        parseOrRefuse(source.toString());
    }

    @Property(tries = 1000)
    void anyTokensAreReadOrRefusedAtAPlaceInsideThem(@ForAll("soup") List<String> tokens) {
        parseOrRefuse(String.join("", tokens));
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefusedAtAPlaceInsideIt(@ForAll String text) {
        parseOrRefuse(text);
    }

    @Property(tries = 10)
    void deepNestingIsRefusedWithoutExhaustingTheStack(@ForAll("nesting") String nesting) {
        parseOrRefuse("node A { a: " + nesting.repeat(20_000));
        parseOrRefuse("node A { @check" + nesting.repeat(20_000));
        parseOrRefuse(nesting.repeat(20_000));
    }

    @Provide
    Arbitrary<SchemaModel> models() {
        return Arbitraries.randomValue(SchemaModel::random);
    }

    @Provide
    Arbitrary<Integer> damage() {
        return Arbitraries.integers().between(1, 8);
    }

    @Provide
    Arbitrary<List<String>> soup() {
        return Arbitraries.of(TOKENS).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> nesting() {
        return Arbitraries.of("(", "[", "{", "@", "?", "-", "node ", "/*", "\"");
    }

    private static void parseOrRefuse(String source) {
        try {
            SchemaParser.parse(source);
        } catch (BadSchema refusal) {
            String[] lines = source.split("\n", -1);
            assertThat(refusal.line()).as(source).isBetween(1, lines.length);
            String line = lines[refusal.line() - 1];
            assertThat(refusal.column()).as(source).isBetween(1, line.codePointCount(0, line.length()) + 1);
            assertThat(refusal.getMessage()).as(source).hasSizeLessThan(2_000);
        }
    }

    private static void mutate(StringBuilder source, Random random) {
        int at = random.nextInt(source.length() + 1);
        int end = Math.min(source.length(), at + random.nextInt(6));
        switch (random.nextInt(4)) {
            case 0 -> source.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
            case 1 -> source.delete(at, end);
            case 2 -> source.replace(at, end, TOKENS.get(random.nextInt(TOKENS.size())));
            default -> source.insert(at, source.substring(0, end), Math.min(at, end), end);
        }
    }
}
