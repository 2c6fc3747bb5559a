package io.headgate.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BenchmarksPageTest {

    private static final String BEFORE = "# Page\n\n<!-- results: written by bench/run --write-docs -->\n";
    private static final String AFTER = "<!-- end of results -->\n\nProse.\n";

    @Test
    void resultsAreReplacedAndProseStays(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("benchmarks.md");
        Files.writeString(page, BEFORE + "old\n" + AFTER);

        BenchmarksPage.write(page, "bench/run", "new\n");

        assertThat(page).hasContent(BEFORE + "\nnew\n\n" + AFTER);
    }

    @Test
    void pageWithoutMarksIsRefused() {
        assertThatThrownBy(() -> BenchmarksPage.replaced("# Page\n", "bench/run", "new"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("end of results");
    }

    @Test
    void resultsOfOneLauncherLeaveThoseOfAnotherAlone() {
        String other = "<!-- results: written by bench/scaling --write-docs -->\n" + AFTER;

        assertThat(BenchmarksPage.replaced(BEFORE + AFTER + other, "bench/scaling", "new"))
                .startsWith(BEFORE + AFTER)
                .contains("bench/scaling --write-docs -->\n\nnew\n\n<!-- end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench/run", "bench/scaling", "bench/scaling --processes", "bench/latency"})
    void pageOfTheProjectHasTheMarks(String launcher) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "benchmarks.md"));

        assertThat(BenchmarksPage.replaced(page, launcher, "new")).contains("\n\nnew\n\n");
    }
}
