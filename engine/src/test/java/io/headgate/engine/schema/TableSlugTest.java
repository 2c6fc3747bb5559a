package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.TablePath;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSlugTest {

    @ParameterizedTest
    @CsvSource({
        "Person, person",
        "WorksAt, works-at",
        "worksAt, works-at",
        "works_at, works-at",
        "Works__At_, works-at",
        "HTTPServer, http-server",
        "URL, url",
        "Person2Group, person2-group",
        "ID, id",
        "A, a",
    })
    void wordsAreJoinedByHyphens(String name, String slug) {
        assertThat(TableSlug.of(name)).isEqualTo(slug);
    }

    @Property
    void everyNameHasASlugThatCanBePartOfATablePath(
            @ForAll @AlphaChars @NumericChars @Chars('_') @StringLength(min = 0, max = 20) String rest) {
        String slug = TableSlug.of("N" + rest);

        assertThat(slug).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(new TablePath("nodes/" + slug + "-01h2xcejqt.lance")).isNotNull();
    }
}
