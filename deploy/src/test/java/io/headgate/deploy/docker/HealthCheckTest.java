package io.headgate.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthCheckTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1", "404, 1"})
    void theAnswerOfTheWorkerIsTheExitCode(int answer, int exitCode) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        worker.start();
        try {
            assertThat(check(worker.getAddress().getPort())).isEqualTo(exitCode);
        } finally {
            worker.stop(0);
        }
        assertThat(asked).containsExactly("GET /health/live");
    }

    @Test
    void aWorkerThatDoesNotListenIsNotHealthy() throws Exception {
        HttpServer gone = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = gone.getAddress().getPort();
        gone.stop(0);

        assertThat(check(port)).isEqualTo(1);
    }

    private int check(int port) throws IOException, InterruptedException {
        Container container = Container.in(directory).with("HEADGATE_HTTP_PORT", String.valueOf(port));
        return container
                .process(List.of(container.script("healthcheck").toString()))
                .start()
                .waitFor();
    }
}
