package io.headgate.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headgate.deploy.DeployDirectory;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker/headgate",
                "docker/healthcheck",
                "docker/build",
                "docker/stand-ins/build",
                "docker/stand-ins/kafka/run",
                "docker/stand-ins/kafka/tool",
                "docker/stand-ins/store/mc",
                "docker/stand-ins/store/run",
                "compose/produce",
                "backup"
            })
    void shellCheckHasNothingAgainstThem(String script) throws Exception {
        assumeTrue(isInstalled(), "shellcheck is not installed");

        Process check = new ProcessBuilder(
                        "shellcheck", DeployDirectory.path().resolve(script).toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes())).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("shellcheck", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
