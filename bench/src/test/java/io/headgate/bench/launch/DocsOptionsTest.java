package io.headgate.bench.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DocsOptionsTest {

    private static final String PAGE =
            "<!-- results: written by bench/run --write-docs -->\nold\n<!-- end of results -->\n";

    @TempDir
    private Path root;

    @Test
    void resultsAndPlotsGoToTheirPlaceWhenThatIsWanted() throws IOException {
        Path page = page();

        options("--write-docs").write(root, "bench/run", "new", Map.of("plot.svg", "<svg/>"));

        assertThat(page).content().contains("\n\nnew\n\n").doesNotContain("old");
        assertThat(root.resolve("docs/images/plot.svg")).hasContent("<svg/>");
    }

    @Test
    void nothingIsWrittenUnasked() throws IOException {
        Path page = page();

        options().write(root, "bench/run", "new", Map.of("plot.svg", "<svg/>"));

        assertThat(page).content().isEqualTo(PAGE);
        assertThat(root.resolve("docs/images")).doesNotExist();
    }

    @Test
    void filesAreBelowTheBenchUnlessADirectoryIsChosen() {
        assertThat(options().directory(root, "work")).isEqualTo(root.resolve("bench/target/work"));
        assertThat(options("--work", "/elsewhere").directory(root, "work")).isEqualTo(Path.of("/elsewhere"));
    }

    private Path page() throws IOException {
        return Files.writeString(Files.createDirectories(root.resolve("docs")).resolve("benchmarks.md"), PAGE);
    }

    private static DocsOptions options(String... arguments) {
        return CommandLine.populateCommand(new DocsOptions(), arguments);
    }
}
