package io.headgate.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.ingest.broker.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final int MOMENT_MS = 100;

    /** Nothing takes so long unless it never comes. */
    private static final int LONG_MS = 20_000;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPorts.HOST));
    private final TcpProxy proxy = TcpProxy.to(server.getLocalPort());
    private final Socket client = new Socket(LoopbackPorts.HOST, proxy.port());
    private final Socket accepted = server.accept();

    TcpProxyTest() throws IOException {
        server.setSoTimeout(LONG_MS);
        client.setSoTimeout(LONG_MS);
        accepted.setSoTimeout(LONG_MS);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        client.close();
        accepted.close();
        server.close();
    }

    @Test
    void bytesGetThroughBothWays() throws IOException {
        client.getOutputStream().write(1);
        accepted.getOutputStream().write(2);

        assertThat(accepted.getInputStream().read()).isEqualTo(1);
        assertThat(client.getInputStream().read()).isEqualTo(2);
    }

    @Test
    void aCutEndsBothSides() throws IOException {
        proxy.cut();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(accepted.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aStallHoldsBytesUpUntilEveryoneWhoHoldsThemLetsGo() throws IOException {
        proxy.stall();
        proxy.stall();
        client.getOutputStream().write(1);
        assertSilent(accepted);
        proxy.release();
        assertSilent(accepted);

        proxy.release();

        assertThat(accepted.getInputStream().read()).isEqualTo(1);
    }

    @Test
    void whoIsStalledIsNotToldThatTheOtherSideIsGone() throws IOException {
        proxy.stall();
        accepted.close();
        assertSilent(client);

        proxy.release();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aStallHoldsUpNewConnectionsToo() throws IOException {
        proxy.stall();
        try (Socket late = new Socket(LoopbackPorts.HOST, proxy.port())) {
            server.setSoTimeout(MOMENT_MS);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);

            proxy.release();

            server.setSoTimeout(LONG_MS);
            try (Socket led = server.accept()) {
                late.getOutputStream().write(1);
                assertThat(led.getInputStream().read()).isEqualTo(1);
            }
        }
    }

    @Test
    void whoHearsNothingOfAMutedBrokerIsStillHeard() throws IOException {
        proxy.mute();
        client.getOutputStream().write(1);
        accepted.getOutputStream().write(2);

        assertThat(accepted.getInputStream().read()).isEqualTo(1);
        assertSilent(client);
        proxy.unmute();
        assertThat(client.getInputStream().read()).isEqualTo(2);
    }

    @Test
    void aStrandedConnectionStaysOpenAndDeadWhileNewOnesWork() throws IOException {
        proxy.strand();
        client.getOutputStream().write(1);
        accepted.getOutputStream().write(2);
        assertSilent(client);
        assertSilent(accepted);
        client.close();
        assertSilent(accepted);

        try (Socket late = new Socket(LoopbackPorts.HOST, proxy.port());
                Socket led = server.accept()) {
            late.getOutputStream().write(3);
            assertThat(led.getInputStream().read()).isEqualTo(3);
        }
    }

    @Test
    void aCutEndsWhatIsStalled() throws IOException {
        proxy.stall();
        client.getOutputStream().write(1);

        proxy.cut();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(accepted.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void nobodyListensWhenItIsClosed() throws IOException {
        proxy.close();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThatThrownBy(() -> new Socket(LoopbackPorts.HOST, proxy.port()).close())
                .isInstanceOf(IOException.class);
    }

    /** Open, and nothing comes. */
    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(MOMENT_MS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(LONG_MS);
    }
}
