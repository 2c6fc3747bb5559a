package io.headgate.engine.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands before an S3 server, passes whole requests and answers on, and lets a plan say what goes wrong with each. Needs a JVM with
 * {@link #FLAGS}: signatures cover the host that the client called. Thread-safe.
 */
public final class S3Gateway implements AutoCloseable {

    static final List<String> FLAGS =
            List.of("-Dsun.net.http.allowRestrictedHeaders=true", "-Dsun.net.httpserver.nodelay=true");

    /** Between two hops only. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "expect", "date");

    private final URI server;
    private final S3Mishaps mishaps;
    private final boolean changesOneByOne;
    private final ReentrantLock change = new ReentrantLock(true);
    private static final int PRECONDITION_FAILED = 412;
    private static final Answer DONE = new Answer(200, Map.of("ETag", List.of("\"any\"")), new byte[0]);

    private final ExecutorService threads = Executors.newCachedThreadPool(S3Gateway::daemon);
    private final HttpServer gate;

    private S3Gateway(int port, URI server, S3Mishaps mishaps, boolean changesOneByOne) throws IOException {
        this.server = server;
        this.mishaps = mishaps;
        this.changesOneByOne = changesOneByOne;
        this.gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        gate.setExecutor(threads);
        gate.createContext("/", this::handle);
        gate.start();
    }

    /** One on a free port, with a plan. */
    public static S3Gateway before(URI server, S3Mishaps mishaps) throws IOException {
        return new S3Gateway(0, server, mishaps, false);
    }

    /**
     * One that lets only one request at a time through of those that change something or list: for a server that looks and puts
     * in two steps, and lists what it is still writing.
     */
    static S3Gateway serialising(int port, URI server) throws IOException {
        return new S3Gateway(port, server, S3Mishaps.NONE, true);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + gate.getAddress().getPort());
    }

    @Override
    public void close() {
        gate.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            S3Call call = new S3Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
            byte[] body = exchange.getRequestBody().readAllBytes();
            S3Mishap mishap = mishaps.of(call);
            switch (mishap) {
                case REQUEST_LOST -> {}
                case SLOW_DOWN -> reply(exchange, error(503, "SlowDown"));
                case INTERNAL_ERROR -> reply(exchange, error(500, "InternalError"));
                case ANSWER_LOST -> passed(exchange, call, body);
                case ANSWER_GARBLED -> {
                    passed(exchange, call, body);
                    reply(exchange, error(500, "InternalError"));
                }
                case BODY_CUT -> replyHalf(exchange, passed(exchange, call, body));
                case REFUSAL_HIDDEN -> {
                    Answer answer = passed(exchange, call, body);
                    reply(exchange, answer.status() == PRECONDITION_FAILED ? DONE : answer);
                }
                case NONE -> reply(exchange, passed(exchange, call, body));
            }
        }
    }

    private Answer passed(HttpExchange exchange, S3Call call, byte[] body) throws IOException {
        if (!changesOneByOne || call.readsAnObject()) {
            return ask(exchange, body);
        }
        change.lock();
        try {
            return ask(exchange, body);
        } finally {
            change.unlock();
        }
    }

    private Answer ask(HttpExchange exchange, byte[] body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(server + exchange.getRequestURI().toString()).toURL().openConnection();
        connection.setRequestMethod(exchange.getRequestMethod());
        connection.setInstanceFollowRedirects(false);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> connection.addRequestProperty(name, value));
            }
        });
        if (Set.of("PUT", "POST").contains(exchange.getRequestMethod())) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        InputStream content = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        try (content) {
            return new Answer(
                    status, connection.getHeaderFields(), content == null ? new byte[0] : content.readAllBytes());
        }
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        begin(exchange, answer);
        exchange.getResponseBody().write(answer.body());
    }

    /** Promises all of it. */
    private static void replyHalf(HttpExchange exchange, Answer answer) throws IOException {
        begin(exchange, answer);
        exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        exchange.getResponseBody().flush();
    }

    private static void begin(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.headers().forEach((name, values) -> {
            if (name != null && !NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        });
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            answer.header("content-length").ifPresent(length -> headers.put("Content-Length", length));
        }
        exchange.sendResponseHeaders(answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
    }

    private static Answer error(int status, String code) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + code
                + " by plan</Message></Error>";
        return new Answer(
                status, Map.of("Content-Type", List.of("application/xml")), xml.getBytes(StandardCharsets.UTF_8));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "s3-gateway");
        thread.setDaemon(true);
        return thread;
    }

    private record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        Optional<List<String>> header(String wanted) {
            return headers.entrySet().stream()
                    .filter(header -> wanted.equalsIgnoreCase(header.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }
}
