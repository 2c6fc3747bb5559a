package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphLocation;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.demo.DemoOptions;
import io.headgate.ingest.maintain.work.MaintenanceRoles;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {

    @TempDir
    Path directory;

    @Test
    void helpNamesEveryVerb() {
        Invocation help = Invocation.of("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains(
                        "demo",
                        "init",
                        "worker",
                        "maintain",
                        "planner",
                        "optimize",
                        "status",
                        "scan",
                        "dead-letters",
                        "versions",
                        "offsets",
                        "recover",
                        "recoveries",
                        "repair",
                        "verify");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "init",
                "worker",
                "maintain",
                "planner",
                "optimize",
                "status",
                "scan",
                "dead-letters",
                "versions",
                "offsets",
                "offsets rewind",
                "offsets skip",
                "offsets rebase",
                "recover",
                "recoveries",
                "repair",
                "verify"
            })
    void helpOfAVerbHasAnExampleAndTheExitCodes(String verb) {
        Invocation help = Invocation.of((verb + " --help").split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("headgate " + verb, "Example", "Exit codes:", "  5   source");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                | A verb is missing",
                "scna                            | scan",
                "status                          | --graph",
                "status --graf x                 | --graph",
                "scan --graph x                  | TABLE",
                "scan --graph x T --json -f csv  | mutually exclusive",
                "scan --graph x T --limit 0      | whole number from 1",
                "scan --graph x T --format xml   | TABLE, JSON, CSV",
                "versions --graph x --limit many | whole number from 1",
                "repair --graph x --force        | --force needs --confirm",
                "recoveries --graph x -n 0       | whole number from 1",
                "recover                         | --graph",
                "demo --crash -1                 | whole number from 0",
                "init --graph x                  | --schema",
                "init --graph x --schema no.pg   | no.pg",
                "worker --config no.yaml         | no.yaml",
                "maintain --config no.yaml       | no.yaml",
                "planner                         | --config",
                "optimize                        | --graph",
                "optimize -g x --fan-in 1        | whole number from 2",
                "status --graph gs://bucket/x    | s3://bucket/prefix",
                "verify --graph s3://Bucket/x    | but 'Bucket' is not the name of a bucket",
                "init --graph s3://b/x -s x.pg   | but 'b' is not the name of a bucket",
                "offsets --graph s3:/bucket/x    | s3://bucket/prefix",
                "offsets skip people-0 --to-end --graph s3://bucket//x | cannot be a part of its prefix",
                "status --graph s3://me:secret@bucket/x | has an '@'",
                "scan --graph x T --s3-region eu | --s3-region is given, but the graph is in a local directory",
                "verify --graph s3://bucket/x --s3-endpoint host:1 | --s3-endpoint is 'host:1', but has to be http://",
                "verify                          | --graph",
                "offsets                         | --graph",
                "offsets rewind people-0 -g x    | --to-offset",
                "offsets rewind -g x --to-offset 1 | PARTITION",
                "offsets rewind people -g x --to-offset 1 | such as people-0",
                "offsets rewind people-0 -g x --to-offset -1 | whole number from 0",
                "offsets rewind people-0 -g x --to-offset 1 --to-version 2 | mutually exclusive",
                "offsets rewind people-0 -g x --to-offset 1 --confirm | --reason",
                "offsets skip people-0 -g x      | --to-end",
                "offsets rebase people-0 -g x    | --to-start",
            })
    void wrongUsageHasExitCode2AndSaysWhatIsWrong(String arguments, String said) {
        Invocation wrong = Invocation.of(arguments == null ? new String[0] : arguments.split(" "));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("headgate: ").contains(said);
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(Invocation.of("--version").lines()).first().asString().matches("headgate \\d+\\.\\d+.*");
    }

    @Test
    void placeThatIsNoGraphHasExitCode4() {
        Invocation status = Invocation.of("status", "--graph", directory.toString());

        assertThat(status.exitCode()).isEqualTo(4);
        assertThat(status.err()).contains("is not a graph").hasLineCount(1);
    }

    @Test
    void everyKindOfFailureHasItsExitCode() throws IOException {
        assertThat(failing(new BadConfiguration("k", "m")).exitCode()).isEqualTo(2);
        assertThat(failing(new Conflict("s", "m")).exitCode()).isEqualTo(3);
        assertThat(failing(new StorageUnavailable("o", "m")).exitCode()).isEqualTo(4);
        assertThat(failing(new SourceMismatch("t", 0, "m")).exitCode()).isEqualTo(5);
        assertThat(failing(new TimeoutException("m")).exitCode()).isEqualTo(5);
        assertThat(failing(new IllegalStateException("m")).exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "optimize",
                "status",
                "scan",
                "dead-letters",
                "versions",
                "offsets",
                "offsets rewind",
                "offsets skip",
                "offsets rebase",
                "recover",
                "recoveries",
                "repair",
                "verify"
            })
    void everyVerbOnAGraphCanReachS3(String verb) {
        assertThat(Invocation.of((verb + " --help").split(" ")).out())
                .contains("--graph=GRAPH", "s3://bucket/prefix")
                .contains("--s3-endpoint=URL", "--s3-region=REGION", "--[no-]s3-path-style", "--s3-ca=FILE")
                .contains("HEADGATE_S3_ENDPOINT", "HEADGATE_S3_REGION", "HEADGATE_S3_PATH_STYLE", "HEADGATE_S3_CA");
    }

    @Test
    void unexpectedErrorIsOneLineUntilTheTraceIsAskedFor() throws IOException {
        assertThat(failing(new IllegalStateException("surprise")).err())
                .contains("surprise", "--verbose")
                .hasLineCount(1);
        assertThat(failing(new IllegalStateException("surprise"), "--verbose").err())
                .contains("surprise", "\tat io.headgate");
    }

    @Test
    void workerRunsWithItsConfiguration() throws IOException {
        List<WorkerConfig> configs = new ArrayList<>();

        Invocation worker = Invocation.of(
                (config, untilCaughtUp, stop) -> {
                    assertThat(untilCaughtUp).isTrue();
                    configs.add(config);
                },
                (options, out, stop) -> false,
                "worker",
                "--until-caught-up",
                "--config",
                config().toString());

        assertThat(worker.exitCode()).isZero();
        assertThat(configs).hasSize(1);
        assertThat(configs.get(0).graph()).isEqualTo(new GraphLocation.LocalDirectory(directory.resolve("social")));
    }

    @Test
    void maintenancePlansAndMaintainsUnlessItIsToldNotTo() throws IOException {
        List<MaintenanceRoles> roles = new ArrayList<>();
        MaintenanceVerb noted = (config, given, stop) -> roles.add(given);
        String config = config().toString();

        assertThat(Invocation.of(noted, "maintain", "--config", config).exitCode())
                .isZero();
        assertThat(Invocation.of(noted, "maintain", "--no-planner", "-c", config)
                        .exitCode())
                .isZero();
        assertThat(Invocation.of(noted, "planner", "-c", config).exitCode()).isZero();

        assertThat(roles).containsExactly(MaintenanceRoles.BOTH, MaintenanceRoles.MAINTAINER, MaintenanceRoles.PLANNER);
    }

    @Test
    void demoRunsWithItsOptionsAndReportsWhetherItWasExact() {
        List<DemoOptions> given = new ArrayList<>();

        Invocation demo = Invocation.of(
                (config, untilCaughtUp, stop) -> {},
                (options, out, stop) -> given.add(options) && options.crashes() == 0,
                "demo",
                "--records",
                "1000",
                "--git",
                "repo",
                "--crash",
                "3",
                "--keep",
                "kept",
                "--json");

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(given.get(0).records()).isEqualTo(1000);
        assertThat(given.get(0).gitRepository()).isEqualTo(Optional.of(Path.of("repo")));
        assertThat(given.get(0).crashes()).isEqualTo(3);
        assertThat(given.get(0).keep()).isEqualTo(Optional.of(Path.of("kept")));
        assertThat(given.get(0).json()).isTrue();
    }

    private Invocation failing(RuntimeException failure, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("worker", "--config", config().toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(
                (config, untilCaughtUp, stop) -> {
                    throw failure;
                },
                (options, out, stop) -> false,
                arguments.toArray(String[]::new));
    }

    private Path config() throws IOException {
        return Files.writeString(directory.resolve("worker.yaml"), """
                graph: social
                kafka: { bootstrap.servers: localhost, group.id: g }
                sources: [ { topic: t, into: node:T } ]
                """);
    }
}
