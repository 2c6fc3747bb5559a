package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3Gateway;
import io.headgate.engine.s3.S3Mishap;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.recovery.fault.FaultPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs on a graph on a real S3 server. */
class S3VerbsIT {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final S3Prefix location = S3.server().fresh();
    private final PeopleGraph people =
            new PeopleGraph(new GraphTarget(location, S3.server().settings()));

    private Path schema = Path.of("");

    @BeforeEach
    void makeGraph(@TempDir Path directory) throws IOException {
        schema = Files.writeString(directory.resolve("people.pg"), PeopleGraph.SCHEMA);
        Invocation init = Invocation.of(arguments(List.of("init", "--schema", schema.toString()), location.toString()));
        assertThat(init.exitCode()).as(init.err()).isZero();
        people.write("ada", "bob");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status                               | at version 2",
                "scan Person --json                   | \"id\":\"bob\"",
                "scan Person --version 1 --json       | ''",
                "dead-letters                         | No dead letters.",
                "versions                             | headgate init",
                "offsets                              | people",
                "offsets rewind people-0 --to-offset 0 --confirm --reason x --allow-duplicates | Changed in graph version 3",
                "recover --dry-run                    | Nothing to recover",
                "recover                              | Nothing to recover",
                "recoveries                           | No write of this graph was ever left",
                "repair                               | Nothing to repair",
                "verify                               | everything holds",
                "verify --deep                        | everything holds",
            })
    void everyVerbReachesTheGraph(String verb, String said) {
        Invocation invocation = run(verb);

        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(invocation.out()).contains(said);
    }

    @Test
    void environmentSaysHowToReachIt() {
        Map<String, String> environment =
                Map.of("HEADGATE_S3_ENDPOINT", S3.server().endpoint().toString(), "HEADGATE_S3_PATH_STYLE", "true");

        Invocation status = Invocation.in(environment, "status", "--graph", location.toString());

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).contains("Graph " + location + " at version 2");
    }

    @Test
    void whatADeadWriterLeftIsSettled() {
        people.dieWriting(FaultPoint.PUBLISH_BEFORE_PUT, Clock.systemUTC(), "cyd");

        Invocation recover = run("recover");

        assertThat(recover.exitCode()).as(recover.err()).isZero();
        assertThat(run("scan Person --json").out()).contains("cyd");
        assertThat(run("verify --deep").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recover",
                "repair --confirm",
                "offsets rewind people-0 --to-offset 0 --confirm --reason x --allow-duplicates",
            })
    void nothingIsWrittenWhereConditionsOfPutsAreIgnored(String verb) throws IOException {
        try (S3Gateway lying = S3Gateway.before(S3.server().endpoint(), call -> S3Mishap.REFUSAL_HIDDEN)) {
            Map<String, String> environment =
                    Map.of("HEADGATE_S3_ENDPOINT", lying.endpoint().toString(), "HEADGATE_S3_PATH_STYLE", "true");

            Invocation refused = Invocation.in(environment, (verb + " --graph " + location).split(" "));

            assertThat(refused.exitCode()).as(refused.out()).isEqualTo(2);
            assertThat(refused.err()).contains("both succeeded", "Use a store");
        }
        assertThat(run("status").out()).contains("at version 2");
    }

    @Test
    void damageIsFoundInTheChildProcess() throws IOException {
        for (Path file : files()) {
            if (file.toString().endsWith(".lance")) {
                Files.delete(file);
            }
        }

        Invocation verify = run("verify --deep");

        assertThat(verify.exitCode()).isEqualTo(4);
        assertThat(verify.out()).contains("PROBLEM, rows: table node:Person");
    }

    @Test
    void secretIsNowhereBelowThePrefixAndInNoOutput() throws IOException {
        String secret = System.getenv("AWS_SECRET_ACCESS_KEY");

        assertThat(files()).hasSizeGreaterThan(5);
        for (Path file : files()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(secret);
        }
        Invocation status = run("status --verbose");
        assertThat(status.out() + status.err()).doesNotContain(secret);
    }

    @Test
    void whereThereIsNoGraphAVerbSaysSo() {
        Invocation status = Invocation.of(arguments(List.of("status"), "s3://graphs/nothing/here"));

        assertThat(status.exitCode()).isEqualTo(4);
        assertThat(status.err()).contains("s3://graphs/nothing/here is not a graph");
    }

    @Test
    void bucketThatIsNotThereIsNamed() {
        Invocation init =
                Invocation.of(arguments(List.of("init", "--schema", schema.toString()), "s3://absent-bucket/x"));

        assertThat(init.exitCode()).isIn(2, 4);
        assertThat(init.err()).contains("absent-bucket");
    }

    private Invocation run(String verb) {
        return Invocation.of(arguments(List.of(verb.split(" ")), location.toString()));
    }

    private static String[] arguments(List<String> verb, String graph) {
        String endpoint = S3.server().endpoint().toString();
        return Stream.concat(verb.stream(), Stream.of("--graph", graph, "--s3-endpoint", endpoint, "--s3-path-style"))
                .toArray(String[]::new);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(S3.server().files(location))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
