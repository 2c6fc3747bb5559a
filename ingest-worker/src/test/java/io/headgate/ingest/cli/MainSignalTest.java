package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainSignalTest {

    @TempDir
    Path directory;

    @Test
    void workerThatIsToldToStopLeavesInGoodOrderWithItsOwnExitCode() throws Exception {
        Path config = Files.writeString(directory.resolve("worker.yaml"), """
                graph: social
                kafka: { bootstrap.servers: localhost, group.id: g }
                sources: [ { topic: t, into: node:T } ]
                """);
        Path temporary = Files.createDirectories(directory.resolve("tmp/with a library"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dheadgate.tmpdir=" + temporary.getParent(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitingWorker.class.getName(),
                        "worker",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("working");

            process.toHandle().destroy();

            assertThat(output.readLine()).isEqualTo("left in good order");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(temporary.getParent()).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }
}
