package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headgate.recovery.error.BadSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

/** What docs/schema.md shows is what the parser does. */
class SchemaDocTest {

    private static final Pattern SOURCE_AND_ERROR =
            Pattern.compile("```\\n((?:(?!```)[^\\n]*\\n)+)```\\n> `((?:[^`\\n]+(?:\\n> )?)+)`");
    private static final Pattern BLOCK = Pattern.compile("```\\n(.*?)\\n```", Pattern.DOTALL);

    @Test
    void everyErrorShownIsTheErrorGiven() throws IOException {
        Matcher example = SOURCE_AND_ERROR.matcher(page());
        int examples = 0;
        while (example.find()) {
            String source = example.group(1).strip();

            BadSchema refusal = catchThrowableOfType(BadSchema.class, () -> SchemaParser.parse(source));

            assertThat(refusal).as(source).hasMessage(example.group(2).replace("\n> ", " "));
            examples++;
        }
        assertThat(examples).isGreaterThan(10);
    }

    @Test
    void tablesShownAreThoseOfTheExample() throws IOException {
        Matcher blocks = BLOCK.matcher(page());
        assertThat(blocks.find()).isTrue();
        GraphSchema schema = SchemaParser.parse(blocks.group(1));
        assertThat(blocks.find()).isTrue();
        String tables = blocks.group(1);

        List<TypeDeclaration> types = new ArrayList<>(schema.nodes());
        types.addAll(schema.edges());
        assertThat(words(types.stream().map(SchemaDocTest::table).collect(Collectors.joining(" "))))
                .isEqualTo(words(tables));
    }

    @Test
    void indexesShownAreThoseOfTheExampleAboveThem() throws IOException {
        String page = page();
        Matcher blocks = BLOCK.matcher(page.substring(page.indexOf("\n## Indexes\n")));
        assertThat(blocks.find()).isTrue();
        GraphSchema schema = SchemaParser.parse(blocks.group(1));
        assertThat(blocks.find()).isTrue();
        String indexes = blocks.group(1);

        List<TypeDeclaration> types = new ArrayList<>(schema.nodes());
        types.addAll(schema.edges());
        assertThat(words(types.stream().map(SchemaDocTest::indexes).collect(Collectors.joining(" "))))
                .isEqualTo(words(indexes));
    }

    private static String indexes(TypeDeclaration type) {
        return type.name() + " "
                + type.indexes().stream()
                        .map(index -> index.name() + " (" + index.kind() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String table(TypeDeclaration type) {
        return type.name() + " "
                + ArrowSchemas.of(type).getFields().stream()
                        .map(Field::toString)
                        .collect(Collectors.joining(", "));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "schema.md"));
    }
}
