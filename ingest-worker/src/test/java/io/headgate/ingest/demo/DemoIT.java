package io.headgate.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.recovery.error.BadConfiguration;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    private static final long RECORDS = 5_000;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void keptGraphIsExactAndTheTextSaysHowToReadIt() throws Exception {
        Path keep = directory.resolve("kept");

        DemoReport report = run(new DemoOptions(RECORDS, Optional.empty(), 0, Optional.of(keep), false));

        assertThat(report.differences()).isEmpty();
        assertThat(report.records()).isEqualTo(RECORDS);
        assertThat(report.commits()).isPositive();
        assertThat(report.tables()).containsOnlyKeys("Person", "Follows");
        assertThat(out.toString())
                .contains("lance.dataset(\"" + keep.toRealPath().resolve("graph/nodes/person-"))
                .contains("await table.checkout(")
                .contains("Exact: ");
        try (Stream<Path> left = Files.list(keep)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder("graph", "schema.pg", "worker.yaml");
        }
    }

    @Test
    void graphIsExactAlthoughTheWorkerIsKilledTwice() throws Exception {
        List<Path> before = temporaryFiles();

        DemoReport report = run(new DemoOptions(RECORDS, Optional.empty(), 2, Optional.empty(), true));

        assertThat(report.differences()).isEmpty();
        assertThat(report.deadLetters()).isPositive();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("exact").booleanValue()).isTrue();
        assertThat(json.get("records").longValue()).isEqualTo(RECORDS);
        assertThat(json.get("tables").get("Person").longValue())
                .isEqualTo(report.tables().get("Person"));
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void directoryThatIsNotEmptyIsRefusedAndLeftAlone() throws Exception {
        Path precious = Files.writeString(directory.resolve("precious.txt"), "mine");

        assertThatThrownBy(() -> run(new DemoOptions(1, Optional.empty(), 0, Optional.of(directory), false)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining(directory.toRealPath().toString());
        assertThat(precious).hasContent("mine");
    }

    private DemoReport run(DemoOptions options) {
        PrintStream terminal = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new DemoRunner(terminal, true, new SplittableRandom(1)).run(options, new PrintWriter(out));
    }

    private static List<Path> temporaryFiles() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().startsWith("headgate-demo"))
                    .toList();
        }
    }
}
