package io.headgate.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headgate.ingest.broker.LoopbackPorts;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
    private static final String LOOPBACK = "127.0.0.1";

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private HttpEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        port = LoopbackPorts.free(1)[0];
        endpoint = HttpEndpoint.start(
                LOOPBACK, port, Map.of("/fine", () -> Answer.ok("text/plain", "fine"), "/broken", () -> {
                    throw new IllegalStateException("a secret of the inside");
                }));
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void aPathThatIsThereIsAnswered() throws Exception {
        HttpResponse<String> response = send("GET", "/fine?ignored=1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("fine");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(send("HEAD", "/fine").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/fine").body()).isEmpty();
    }

    @Test
    void whatIsNotThereIsAnsweredWithWhatIs() throws Exception {
        HttpResponse<String> response = send("GET", "/fine/more");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("/broken", "/fine");
    }

    @Test
    void nothingCanBeChanged() throws Exception {
        assertThat(send("POST", "/fine").statusCode()).isEqualTo(405);
        assertThat(send("DELETE", "/fine").statusCode()).isEqualTo(405);
    }

    @Test
    void anErrorShowsNothingOfTheInside() throws Exception {
        HttpResponse<String> response = send("GET", "/broken");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret");
        assertThat(send("GET", "/fine").statusCode()).isEqualTo(200);
    }

    @Test
    void clientsThatSayNothingKeepNobodyOutForLong() throws Exception {
        Socket[] silent = new Socket[100];
        try {
            for (int i = 0; i < silent.length; i++) {
                silent[i] = new Socket(LOOPBACK, port);
                silent[i].getOutputStream().write("GET /fine HT".getBytes(StandardCharsets.US_ASCII));
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> send("GET", "/fine").statusCode() == 200);
        } finally {
            for (Socket socket : silent) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void onlyTheAddressThatWasAskedForIsListenedTo() throws Exception {
        Optional<InetAddress> outside = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(outside.isPresent(), "this machine has no address but loopback");

        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(outside.orElseThrow(), port), 2_000))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedByName() {
        assertThatThrownBy(() -> HttpEndpoint.start(LOOPBACK, port, Map.of()))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContainingAll(LOOPBACK + ":" + port, "http.port", "choose a port that is free");
    }

    @Test
    void anAddressThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> HttpEndpoint.start("no-such-host.invalid", port, Map.of()))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContainingAll("http.bind", "no-such-host.invalid");
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
