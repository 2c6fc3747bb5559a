package io.headgate.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarksPageTest {

    private static final String BEFORE = "# Page\n\n<!-- results: written by bench/run --write-docs -->\n";
    private static final String AFTER = "<!-- end of results -->\n\nProse.\n";

    @Test
    void resultsAreReplacedAndProseStays(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("benchmarks.md");
        Files.writeString(page, BEFORE + "old\n" + AFTER);

        BenchmarksPage.write(page, "new\n");

        assertThat(page).hasContent(BEFORE + "\nnew\n\n" + AFTER);
    }

    @Test
    void pageWithoutMarksIsRefused() {
        assertThatThrownBy(() -> BenchmarksPage.replaced("# Page\n", "new"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("end of results");
    }

    @Test
    void pageOfTheProjectHasTheMarks() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "benchmarks.md"));

        assertThat(BenchmarksPage.replaced(page, "new")).contains("\n\nnew\n\n");
    }
}
