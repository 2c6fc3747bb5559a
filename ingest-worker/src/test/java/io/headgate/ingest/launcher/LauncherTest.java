package io.headgate.ingest.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    Path directory;

    private Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Checkout.in(directory);
    }

    @Test
    void firstUseBuildsAndSaysSoInOneLine() throws Exception {
        Checkout.Result result = checkout.run("status");

        assertThat(result.exitCode()).isZero();
        assertThat(result.error().lines()).hasSize(1).first().asString().startsWith("headgate: building");
        assertThat(result.output()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void nothingIsBuiltAgainWhileSourcesStayAsTheyAre() throws Exception {
        checkout.run("status");

        Checkout.Result second = checkout.run("status");

        assertThat(second.error()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void changedAddedAndRemovedSourcesAreBuilt() throws Exception {
        checkout.run("status");
        Path source = checkout.root().resolve("engine/src/main/java/A.java");

        Files.writeString(source, "changed");
        checkout.run("status");
        assertThat(checkout.builds()).isEqualTo(2);

        Files.delete(source);
        checkout.run("status");
        assertThat(checkout.builds()).isEqualTo(3);

        Files.writeString(checkout.root().resolve("pom.xml"), "changed");
        checkout.run("status");
        assertThat(checkout.builds()).isEqualTo(4);
    }

    @Test
    void classesThatAreGoneAreBuilt() throws Exception {
        checkout.run("status");
        Files.delete(checkout.root().resolve("recovery/target/classes"));

        checkout.run("status");

        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void failedBuildShowsItsOutputAndRunsNothing() throws Exception {
        Checkout.Result failed = checkout.run(Map.of("BUILD_FAILS", "yes"), launcher(), "status");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.error()).contains("compiler says no").contains("the build failed");
        assertThat(checkout.record()).noneMatch(line -> line.startsWith("java "));
        assertThat(checkout.run("status").exitCode()).isZero();
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void launchersThatStartTogetherBuildOnce() throws Exception {
        List<Process> launchers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            launchers.add(checkout.start(Map.of(), launcher(), "status"));
        }

        for (Process launcher : launchers) {
            assertThat(Checkout.finish(launcher).exitCode()).isZero();
        }
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void argumentsClassPathAndFlagsReachTheJvm() throws Exception {
        checkout.run(Map.of("HEADGATE_JAVA_OPTS", "-Xmx1g -Da=*"), launcher(), "scan", "two words", "", "$HOME", "a*");

        List<String> arguments = arguments();
        assertThat(arguments)
                .contains(
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-Xmx1g",
                        "-Da=*",
                        "-XX:MaxDirectMemorySize=2048g")
                .doesNotContain("--enable-native-access=ALL-UNNAMED")
                .contains(checkout.root().toRealPath() + "/ingest-worker/target/classes:/lib/one.jar:/lib/two.jar");
        assertThat(arguments).endsWith("io.headgate.ingest.cli.Main", "scan", "two words", "", "$HOME", "a*");
    }

    @Test
    void certificatesToTrustAreLeftToLanceInTheEnvironment() throws Exception {
        assertThat(certificates(Map.of(), "status")).isEqualTo("none");
        assertThat(certificates(Map.of(), "status", "--s3-ca", "a file.pem")).isEqualTo("a file.pem");
        assertThat(certificates(Map.of(), "status", "--s3-ca=a file.pem")).isEqualTo("a file.pem");
        assertThat(certificates(Map.of("HEADGATE_S3_CA", "env.pem"), "status")).isEqualTo("env.pem");
        assertThat(certificates(Map.of("HEADGATE_S3_CA", "env.pem"), "status", "--s3-ca", "a.pem"))
                .isEqualTo("a.pem");
        assertThat(certificates(Map.of("SSL_CERT_FILE", "own.pem"), "status", "--s3-ca", "a.pem"))
                .isEqualTo("own.pem");
    }

    /** With more of them on few processors, Lance waits for itself for ever when it builds a full text index. */
    @Test
    void fullTextIndexesAreBuiltInOneShardUnlessTheEnvironmentSaysOtherwise() throws Exception {
        checkout.run(Map.of(), launcher(), "status");
        checkout.run(Map.of("LANCE_FTS_NUM_SHARDS", "8", "LANCE_CPU_THREADS", "16"), launcher(), "status");

        assertThat(checkout.record()).containsSubsequence("shards 1", "shards 8");
        assertThat(checkout.record()).contains("threads 16").doesNotContain("threads 1");
    }

    private String certificates(Map<String, String> environment, String... arguments) throws Exception {
        assertThat(checkout.run(environment, launcher(), arguments).exitCode()).isZero();
        List<String> said = checkout.record().stream()
                .filter(line -> line.startsWith("certificates "))
                .toList();
        return said.get(said.size() - 1).substring("certificates ".length());
    }

    @Test
    void newerJavaGetsTheFlagsThatItNeeds() throws Exception {
        checkout.run(Map.of("FAKE_VERSION", "25"), launcher(), "status");

        assertThat(arguments()).contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void olderJavaIsRefused() throws Exception {
        for (String version : List.of("1.8.0_392", "11.0.2", "16")) {
            Checkout.Result result = checkout.run(Map.of("FAKE_VERSION", version), launcher(), "status");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.error()).contains("17 or newer is needed");
        }
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void wrongJavaHomeIsNamed() throws Exception {
        Checkout.Result result = checkout.run(Map.of("JAVA_HOME", "/no/such/jdk"), launcher(), "status");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error()).contains("/no/such/jdk");
    }

    @Test
    void linkToTheLauncherWorksFromAnywhereAndKeepsTheWorkingDirectory() throws Exception {
        Path first = Files.createSymbolicLink(directory.resolve("first link"), launcher());
        Path second = Files.createSymbolicLink(directory.resolve("second"), Path.of("first link"));

        Checkout.Result result = checkout.run(Map.of(), second, "status");

        assertThat(result.exitCode()).isZero();
        assertThat(checkout.record())
                .anyMatch(line -> line.endsWith("pwd=" + checkout.temporary().toAbsolutePath()));
    }

    @Test
    void exitCodeIsThatOfTheCommand() throws Exception {
        assertThat(checkout.run(Map.of("EXIT", "5"), launcher(), "worker").exitCode())
                .isEqualTo(5);
    }

    @Test
    void signalToTheLauncherReachesTheCommand() throws Exception {
        Process launcher = checkout.start(Map.of("WAIT_FOR_TERM", "yes"), launcher(), "worker");
        await().until(() -> checkout.record().contains("waiting"));

        launcher.toHandle().destroy();

        assertThat(Checkout.finish(launcher).exitCode()).isEqualTo(7);
        assertThat(checkout.record()).contains("terminated");
    }

    @Test
    void temporaryFilesOfTheDeadAreRemovedAndThoseOfTheLivingAreNot() throws Exception {
        checkout.run("status");
        Path all = checkout.temporaryOfAll();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path ofTheDead = Files.createDirectories(all.resolve(dead.pid() + "/unpacked"));
        Path ofTheLiving =
                Files.createDirectories(all.resolve(ProcessHandle.current().pid() + "/unpacked"));

        checkout.run("status");

        assertThat(ofTheDead.getParent()).doesNotExist();
        assertThat(ofTheLiving).exists();
    }

    @Test
    void everyJvmHasATemporaryDirectoryOfItsOwn() throws Exception {
        checkout.run("status");

        String pid = checkout.record().stream()
                .filter(line -> line.startsWith("java pid="))
                .map(line -> line.replaceAll("java pid=(\\d+) .*", "$1"))
                .findFirst()
                .orElseThrow();
        Path own = checkout.temporaryOfAll().resolve(pid);
        assertThat(own).isDirectory();
        assertThat(arguments()).contains("-Djava.io.tmpdir=" + own, "-Dheadgate.tmpdir=" + own);
    }

    private Path launcher() {
        return checkout.root().resolve("headgate");
    }

    private List<String> arguments() {
        return checkout.record().stream()
                .filter(line -> line.startsWith("arg "))
                .map(line -> line.substring(4))
                .toList();
    }
}
