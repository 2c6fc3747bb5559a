package io.headgate.engine.verify;

import static io.headgate.engine.verify.Reports.assertHolds;
import static io.headgate.engine.verify.Reports.count;
import static io.headgate.engine.verify.Reports.notes;
import static io.headgate.engine.verify.Reports.onlyProblem;
import static io.headgate.recovery.error.FailureKind.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.engine.write.WriteMode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of real Lance tables, some of which end the process that reads them. */
final class DamagedTableIT {

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private TablePin people;
    private String graphId = "";

    @BeforeEach
    void make() {
        try (GraphEnvironment environment = open()) {
            SmallGraph graph = SmallGraph.make(environment, fixtures);
            people = graph.pin("Person");
            graphId = Graph.open(environment).id().value();
        }
    }

    @AfterEach
    void release() {
        fixtures.close();
    }

    @Test
    void wholeTablesHoldAndNothingIsChanged() throws IOException {
        Map<String, Long> before = files();

        assertHolds(verify(VerifyRequest.SHALLOW));
        assertHolds(verify(VerifyRequest.DEEP));

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void versionFileWithoutAnyContentIsAProblemOfItsTableOnly() throws IOException {
        Path file = versionFile(people.version());
        Files.write(file, new byte[0]);

        everythingElseIsChecked(verify(VerifyRequest.DEEP), Check.PINS);
    }

    @Test
    void versionFileThatIsCutOffIsAProblemOfItsTableOnly() throws IOException {
        Path file = versionFile(people.version());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        everythingElseIsChecked(verify(VerifyRequest.DEEP), Check.PINS);
    }

    @Test
    void versionFileThatEndsTheReaderIsAProblemOfItsTableOnly() throws IOException {
        abortOn(people.version());

        Problem problem = everythingElseIsChecked(verify(VerifyRequest.DEEP), Check.PINS);

        assertThat(problem.message()).contains("ended with exit code 134 (signal 6)", "panick");
    }

    @Test
    void olderVersionThatIsGoneIsFoundByADeepLook() throws IOException {
        Files.delete(versionFile(people.version() - 1));

        VerificationReport report = verify(VerifyRequest.DEEP);

        Problem problem = onlyProblem(report, Check.PINS, STORAGE);
        assertThat(problem.version()).contains(people.version() - 1);
        assertThat(problem.advice()).contains("Graph version 3");
        assertThat(count(report, Check.PINS, "opened")).isEqualTo(4 + 2 + 1);
    }

    @Test
    void newestVersionThatIsGoneLeavesTheHeadBehindThePin() throws IOException {
        Files.delete(versionFile(people.version()));

        assertThat(everythingElseIsChecked(verify(VerifyRequest.DEEP), Check.HEADS)
                        .message())
                .contains("the newest that is there is " + (people.version() - 1));
    }

    @Test
    void readerThatDiesTooOftenOnOneTableIsNotStartedAgainForIt() throws IOException {
        try (GraphEnvironment environment = open()) {
            SmallGraph graph = new SmallGraph(environment, fixtures);
            for (int i = 0; i < 3; i++) {
                graph.people(WriteMode.UPSERT, "p" + i);
            }
        }
        for (long version = 1; version <= 5; version++) {
            abortOn(version);
        }

        VerificationReport report = verify(VerifyRequest.DEEP);

        CheckResult pins = report.of(Check.PINS).orElseThrow();
        assertThat(pins.problems()).hasSize(VerifyLimits.DEFAULT.deaths());
        assertThat(count(report, Check.PINS, "left_out")).isEqualTo(5 - VerifyLimits.DEFAULT.deaths());
        assertThat(count(report, Check.ROWS, "tables")).isEqualTo(3);
    }

    @Test
    void dataFileThatIsCutOffIsFoundByADeepLook() throws IOException {
        Path file = biggestDataFile();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertHolds(verify(VerifyRequest.SHALLOW));
        everythingElseIsChecked(verify(VerifyRequest.DEEP), Check.ROWS);
    }

    @Test
    void dataFileThatIsGoneIsFoundByADeepLook() throws IOException {
        Files.delete(biggestDataFile());

        assertThat(everythingElseIsChecked(verify(VerifyRequest.DEEP), Check.ROWS)
                        .message())
                .contains("missing");
    }

    @Test
    void halfWrittenVersionAboveThePinIsANoteAndIsLeftThere() throws IOException {
        try (GraphEnvironment environment = open()) {
            new SmallGraph(environment, fixtures)
                    .moveHead(TableFixtures.stamp(Map.of(TransactionStamp.GRAPH_PROPERTY, graphId)), "eve");
        }
        Path torn = versionFile(people.version() + 1);
        Files.write(torn, new byte[0]);

        VerificationReport report = verify(VerifyRequest.SHALLOW);

        assertHolds(report);
        assertThat(notes(report, Check.HEADS)).contains("half written");
        assertThat(torn).exists();
    }

    @Test
    void readerThatGivesNoSignOfLifeIsAProblemOfItsTable() {
        VerificationReport report =
                verify(VerifyRequest.SHALLOW.withLimits(VerifyLimits.DEFAULT.withSilence(Duration.ofMillis(1))));

        assertThat(report.of(Check.HEADS).orElseThrow().problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.message()).contains("no sign of life"));
    }

    /** That a table is reported once, and the two others are checked to the end. */
    private Problem everythingElseIsChecked(VerificationReport report, Check check) {
        Problem problem = onlyProblem(report, check, STORAGE);
        assertThat(problem.table()).contains("node:Person");
        assertThat(problem.version()).contains(people.version());
        assertThat(count(report, Check.HEADS, "tables")).isEqualTo(3);
        assertThat(count(report, Check.ROWS, "tables")).isEqualTo(2);
        assertThat(count(report, Check.ROWS, "rows")).isEqualTo(2);
        return problem;
    }

    /** Damages the manifest in the version file so that Lance ends the process instead of reporting it. */
    private void abortOn(long version) throws IOException {
        Path file = versionFile(version);
        byte[] whole = Files.readAllBytes(file);
        Arrays.fill(whole, 4, whole.length - 16, (byte) 0xff);
        Files.write(file, whole);
    }

    private Path versionFile(long version) {
        BigInteger name = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.valueOf(version + 1));
        return table().resolve("_versions").resolve(String.format("%020d.manifest", name));
    }

    private Path biggestDataFile() throws IOException {
        try (Stream<Path> files = Files.list(table().resolve("data"))) {
            return files.max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
        }
    }

    private Path table() {
        return directory.resolve(people.path().value());
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.toList()) {
                files.put(
                        directory.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }

    private VerificationReport verify(VerifyRequest request) {
        return Verification.ofDirectory(directory, request);
    }

    private GraphEnvironment open() {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
    }
}
