package io.headgate.bench.chaos;

import io.headgate.ingest.broker.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A port that leads to another one, as long as nothing is made to go wrong. Connections can be
 *
 * <ul>
 *   <li><i>cut</i>: both sides are told at once;
 *   <li><i>stalled</i>: they stay open and nothing gets through, also not that the other side is gone, until all of it does, late;
 *   <li><i>muted</i>: requests get through, and are carried out, but the answers are held up;
 *   <li><i>stranded</i>: they stay open and nothing ever gets through again. Only new ones work.
 * </ul>
 *
 * Thread-safe.
 */
final class TcpProxy implements AutoCloseable {

    private static final long LONGEST_CLOSE_SECONDS = 5;
    private static final int BACKLOG = 64;

    private final ServerSocket server;
    private final int target;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Gate requests = new Gate();
    private final Gate answers = new Gate();

    /** The port is free only when the thread that waits for connections has let go of it. */
    private final CountDownLatch accepting = new CountDownLatch(1);

    private volatile boolean closed;

    private TcpProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Leads from a free port of the loopback address to that one. */
    static TcpProxy to(int target) {
        try {
            TcpProxy proxy =
                    new TcpProxy(new ServerSocket(0, BACKLOG, InetAddress.getByName(LoopbackPorts.HOST)), target);
            proxy.spawn("accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a port for a proxy", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Ends every connection there is; new ones can be made at once. */
    void cut() {
        open.forEach(ProxiedConnection::cut);
    }

    /** Lets every connection there is go dead for good without ending it; new ones can be made at once. */
    void strand() {
        open.forEach(ProxiedConnection::strand);
    }

    /** Lets nothing through, on new connections neither, until {@link #release()} was called as often. */
    void stall() {
        requests.hold();
        answers.hold();
    }

    /** What was held up gets through, unless the connection is gone by then. */
    void release() {
        requests.release();
        answers.release();
    }

    /** Lets no answers through until {@link #unmute()} was called as often. */
    void mute() {
        answers.hold();
    }

    /** The answers that were held up get through, unless the connection is gone by then. */
    void unmute() {
        answers.release();
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            // Then nobody listens any more either.
        }
        cut();
        requests.openForGood();
        answers.openForGood();
        try {
            accepting.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                spawn("requests", () -> carry(new ProxiedConnection(client)));
            } catch (IOException e) {
                // The port was closed, or a connection ended before it began.
            }
        }
        accepting.countDown();
    }

    private void carry(ProxiedConnection connection) {
        open.add(connection);
        try {
            requests.pass();
            if (closed) {
                throw new IOException("closed");
            }
            connection.connect(target);
            spawn("answers", () -> {
                connection.carryAnswers(answers);
                forget(connection);
            });
            connection.carryRequests(requests);
        } catch (IOException e) {
            // Nobody listens there just now.
            connection.cut();
        }
        forget(connection);
    }

    private void forget(ProxiedConnection connection) {
        if (connection.isOver()) {
            open.remove(connection);
        }
    }

    private void spawn(String what, Runnable task) {
        Thread thread = new Thread(null, task, "proxy-" + port() + "-" + what, 128 << 10);
        thread.setDaemon(true);
        thread.start();
    }
}
