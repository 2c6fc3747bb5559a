package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.TablePath;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class TableSlugProperties {

    @Property
    void everyNameHasASlugThatCanBePartOfATablePath(
            @ForAll @AlphaChars @NumericChars @Chars('_') @StringLength(min = 0, max = 20) String rest) {
        String slug = TableSlug.of("N" + rest);

        assertThat(slug).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(new TablePath("nodes/" + slug + "-01h2xcejqt.lance")).isNotNull();
    }
}
