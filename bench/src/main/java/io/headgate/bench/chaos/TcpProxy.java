package io.headgate.bench.chaos;

import io.headgate.ingest.broker.LoopbackPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A port that leads to another one, as long as nothing is made to go wrong. Connections can be cut, and what is on its way can
 * be held up: then both sides see an open connection on which nothing happens. Thread-safe.
 */
final class TcpProxy implements AutoCloseable {
    private static final long LONGEST_CLOSE_SECONDS = 5;

    private static final int BACKLOG = 64;
    private static final int CHUNK_BYTES = 16 << 10;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    /** How many hold it up. */
    private int stalls;

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
        open.forEach(TcpProxy::end);
    }

    /** Lets nothing through until {@link #release()} was called as often. */
    void stall() {
        synchronized (gate) {
            stalls++;
        }
    }

    /** What was held up gets through, unless the connection is gone by then. */
    void release() {
        synchronized (gate) {
            stalls--;
            gate.notifyAll();
        }
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
        synchronized (gate) {
            gate.notifyAll();
        }
        try {
            accepting.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // The port was closed, or a connection ended before it began.
            }
        }
        accepting.countDown();
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            Socket broker = new Socket(LoopbackPorts.HOST, target);
            open.add(broker);
            if (closed) {
                cut();
            }
            spawn("up", () -> pump(client, broker));
            spawn("down", () -> pump(broker, client));
        } catch (IOException e) {
            // Nobody listens there just now.
            end(client);
            open.remove(client);
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                awaitOpenGate();
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // One of them is gone; so is the connection.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitOpenGate() {
        synchronized (gate) {
            while (stalls > 0 && !closed) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void spawn(String what, Runnable task) {
        Thread thread = new Thread(null, task, "proxy-" + port() + "-" + what, 128 << 10);
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }
}
