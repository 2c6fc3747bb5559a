package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

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
}
