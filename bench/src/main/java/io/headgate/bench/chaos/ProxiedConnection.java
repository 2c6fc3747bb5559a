package io.headgate.bench.chaos;

import io.headgate.ingest.broker.LoopbackPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A client's connection and the one to the broker that belongs to it. What one side sends gets to the other one, the end of the
 * connection included: as long as the gate on that way is shut, neither learns that the other is gone. Thread-safe.
 */
final class ProxiedConnection {

    private static final int CHUNK_BYTES = 16 << 10;

    private final Socket client;
    private final Socket broker = new Socket();
    private volatile boolean stranded;

    ProxiedConnection(Socket client) {
        this.client = client;
    }

    /** @throws IOException when nobody listens there just now */
    void connect(int port) throws IOException {
        broker.connect(new InetSocketAddress(LoopbackPorts.HOST, port));
    }

    /** Carries what the client sends until one of the two is gone. */
    void carryRequests(Gate gate) {
        carry(client, broker, gate);
    }

    /** Carries what the broker sends until one of the two is gone. */
    void carryAnswers(Gate gate) {
        carry(broker, client, gate);
    }

    /** Ends it for both sides. */
    void cut() {
        end(client);
        end(broker);
    }

    /** From now on nothing gets through any more, and neither side is told, not even when the other one ends. */
    void strand() {
        stranded = true;
    }

    /** Whether it is over on both sides. */
    boolean isOver() {
        return client.isClosed() && broker.isClosed();
    }

    private void carry(Socket from, Socket to, Gate gate) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                gate.pass();
                if (!stranded) {
                    out.write(chunk, 0, length);
                }
            }
        } catch (IOException e) {
            // One of them is gone; so is the connection.
        }
        gate.pass();
        end(from);
        if (!stranded) {
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }
}
