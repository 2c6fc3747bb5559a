package io.headgate.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntryPointTest {

    private static final String VERSION_2 = "memory.max";
    private static final String VERSION_1 = "memory/memory.limit_in_bytes";

    @TempDir
    Path directory;

    private Container container;

    @BeforeEach
    void makeContainer() throws IOException {
        container = Container.in(directory);
    }

    @ParameterizedTest
    @CsvSource({
        // limit in MiB, heap, off-heap, direct memory, other
        "1024, 320, 320, 416, 384",
        "2048, 768, 768, 896, 512",
        "4096, 1536, 1536, 1792, 1024",
        "16384, 6144, 6144, 7168, 4096",
    })
    void theLimitOfTheContainerIsDivided(int limit, int heap, int offHeap, int direct, int other) throws Exception {
        container.limit(VERSION_2, limit * 1_048_576L + "\n");

        Container.Result result = container.run("worker");

        assertThat(result.exitCode()).isZero();
        assertThat(container.arguments()).contains("-Xmx" + heap + "m", "-XX:MaxDirectMemorySize=" + direct + "m");
        assertThat(container.record("off-heap ")).containsExactly(offHeap + "MiB");
        assertThat(heap + offHeap + other).isEqualTo(limit);
        assertThat(result.error())
                .contains("memory=" + limit + "MiB heap=" + heap + "MiB off-heap=" + offHeap + "MiB other=" + other
                        + "MiB");
    }

    @Test
    void bothVersionsOfControlGroupsAreRead() throws Exception {
        container.limit(VERSION_1, "4294967296").run("worker");

        assertThat(container.arguments()).contains("-Xmx1536m");
    }

    @ParameterizedTest
    @CsvSource({VERSION_2 + ", max", VERSION_1 + ", 9223372036854771712", "nothing, 0"})
    void withoutALimitALittleIsTakenAndSaid(String file, String content) throws Exception {
        Container.Result result = container.limit(file, content).run("worker");

        assertThat(result.error()).contains("no memory limit");
        assertThat(container.arguments()).contains("-Xmx768m");
    }

    @Test
    void whatIsGivenWins() throws Exception {
        container
                .limit(VERSION_2, "1073741824")
                .with("HEADGATE_MEMORY", "4GiB")
                .with("HEADGATE_OFF_HEAP", "2GiB")
                .with("HEADGATE_JAVA_OPTS", "-Xlog:gc -Da=*")
                .run("worker");

        assertThat(container.arguments()).contains("-Xmx1024m", "-Xlog:gc", "-Da=*");
        assertThat(container.record("off-heap ")).containsExactly("2048MiB");
    }

    @Test
    void certificatesToTrustAreLeftToLanceInTheEnvironment() throws Exception {
        container.run("worker");
        container.run("status", "--s3-ca", "a file.pem");
        container.with("HEADGATE_S3_CA", "env.pem").run("worker");
        container.run("status", "--s3-ca=a.pem");
        container.with("SSL_CERT_FILE", "own.pem").run("worker");

        assertThat(container.record("certificates "))
                .containsExactly("none", "a file.pem", "env.pem", "a.pem", "own.pem");
    }

    /** With more of them on few processors, Lance waits for itself for ever when it builds a full text index. */
    @Test
    void fullTextIndexesAreBuiltInOneShardWithTwoThreadsUnlessTheEnvironmentSaysOtherwise() throws Exception {
        container.run("maintain");
        container
                .with("LANCE_FTS_NUM_SHARDS", "8")
                .with("LANCE_CPU_THREADS", "16")
                .run("maintain");

        assertThat(container.record("shards ")).containsExactly("1", "8");
        assertThat(container.record("threads ")).containsExactly("2", "16");
    }

    @ParameterizedTest
    @CsvSource({"536870912, ", "2147483648, 1536MiB"})
    void tooLittleForTheHeapIsRefused(String limit, String offHeap) throws Exception {
        if (offHeap != null) {
            container.with("HEADGATE_OFF_HEAP", offHeap);
        }

        Container.Result result = container.limit(VERSION_2, limit).run("worker");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error()).contains("too few").contains("HEADGATE_OFF_HEAP");
        assertThat(container.arguments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1GB", "GiB", "1.5GiB", "-1GiB", "1 GiB"})
    void sizesThatAreNoneAreRefused(String size) throws Exception {
        for (String variable : new String[] {"HEADGATE_MEMORY", "HEADGATE_OFF_HEAP"}) {
            Container.Result result = Container.in(directory)
                    .with("HEADGATE_MEMORY", "4GiB")
                    .with(variable, size)
                    .run("worker");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.error()).contains(variable).contains(size);
        }
    }

    @Test
    void javaGetsTheFlagsThatArrowAndLanceNeedAndEveryArgument() throws Exception {
        container.limit(VERSION_2, "2147483648").run("scan", "two words", "", "$HOME", "a*");

        assertThat(container.arguments())
                .contains(
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-Dio.netty.tryReflectionSetAccessible=true",
                        "-XX:+ExitOnOutOfMemoryError")
                .endsWith(
                        "-jar",
                        container.home().toRealPath() + "/headgate.jar",
                        "scan",
                        "two words",
                        "",
                        "$HOME",
                        "a*");
    }

    @Test
    void theShellBecomesTheJvm() throws Exception {
        container.limit(VERSION_2, "2147483648").with("EXIT", "5");

        Process process = container.start(java.util.List.of("worker"));

        assertThat(process.waitFor()).isEqualTo(5);
        assertThat(container.record("pid ")).containsExactly(String.valueOf(process.pid()));
    }

    @Test
    void whatAKilledContainerLeftInItsTemporaryDirectoryIsRemoved() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path ofTheDead = Files.createDirectories(container.temporary().resolve("headgate-" + dead.pid() + "/unpacked"));
        Path ofTheLiving = Files.createDirectories(container
                .temporary()
                .resolve("headgate-" + ProcessHandle.current().pid() + "/unpacked"));
        Path ofOthers = Files.createDirectories(container.temporary().resolve("headgate-data"));

        container.limit(VERSION_2, "2147483648").run("worker");

        assertThat(ofTheDead.getParent()).doesNotExist();
        assertThat(ofTheLiving).exists();
        assertThat(ofOthers).exists();
        assertThat(container.arguments())
                .anyMatch(argument -> argument.startsWith("-Djava.io.tmpdir=" + container.temporary() + "/headgate-"));
    }

    @Test
    void aTemporaryDirectoryThatIsNotThereIsNamed() throws Exception {
        Container.Result result = container
                .limit(VERSION_2, "2147483648")
                .with("TMPDIR", "/no/such/directory")
                .run("worker");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error()).contains("cannot write to /no/such/directory");
    }
}
