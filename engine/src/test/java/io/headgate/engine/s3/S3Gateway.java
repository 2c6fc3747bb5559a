package io.headgate.engine.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;

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

    private static final int PRECONDITION_FAILED = 412;
    private static final Answer DONE = new Answer(200, Map.of("ETag", List.of("\"any\"")), new byte[0]);

    /** How long a {@link S3Mishap#LATE} request is on its way. */
    public static final Duration LATENESS = Duration.ofMillis(700);

    private final URI server;
    private final S3Mishaps mishaps;
    private final boolean changesOneByOne;
    private final ReentrantLock change = new ReentrantLock(true);
    private final ExecutorService threads = Executors.newCachedThreadPool(S3Gateway::daemon);
    private final HttpServer gate;

    private S3Gateway(HttpServer gate, URI server, S3Mishaps mishaps, boolean changesOneByOne) {
        this.server = server;
        this.mishaps = mishaps;
        this.changesOneByOne = changesOneByOne;
        this.gate = gate;
        gate.setExecutor(threads);
        gate.createContext("/", this::handle);
        gate.start();
    }

    /** One on a free port, with a plan. */
    public static S3Gateway before(URI server, S3Mishaps mishaps) throws IOException {
        return new S3Gateway(HttpServer.create(onLoopback(0), 0), server, mishaps, false);
    }

    /** One that speaks HTTPS. */
    public static S3Gateway secure(URI server, S3Mishaps mishaps, SSLContext certificate) throws IOException {
        HttpsServer gate = HttpsServer.create(onLoopback(0), 0);
        gate.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return new S3Gateway(gate, server, mishaps, false);
    }

    /**
     * One that lets only one request at a time through of those that change something or list: for a server that looks and puts
     * in two steps, and lists what it is still writing.
     */
    static S3Gateway serialising(InetSocketAddress address, URI server) throws IOException {
        return new S3Gateway(HttpServer.create(address, 0), server, S3Mishaps.NONE, true);
    }

    public URI endpoint() {
        String scheme = gate instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + gate.getAddress().getPort());
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
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                    Map.copyOf(exchange.getRequestHeaders()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            S3Mishap mishap = mishaps.of(call);
            Optional<Answer> answer;
            try {
                if (mishap == S3Mishap.LATE) {
                    waitForIt();
                }
                answer = answer(exchange, call, body, mishap);
            } finally {
                // Before the caller can have it: what the caller does next comes after it.
                mishaps.answered(call);
            }
            if (mishap == S3Mishap.BODY_CUT) {
                replyHalf(exchange, answer.orElseThrow());
            } else if (answer.isPresent()) {
                reply(exchange, answer.get());
            }
        }
    }

    /** Empty when the connection is to end without one. */
    private Optional<Answer> answer(HttpExchange exchange, S3Call call, byte[] body, S3Mishap mishap)
            throws IOException {
        return switch (mishap) {
            case REQUEST_LOST -> Optional.empty();
            case SLOW_DOWN -> Optional.of(error(503, "SlowDown"));
            case REFUSAL -> Optional.of(error(PRECONDITION_FAILED, "PreconditionFailed"));
            case INTERNAL_ERROR -> Optional.of(error(500, "InternalError"));
            case ANSWER_LOST -> {
                passed(exchange, call, body);
                yield Optional.empty();
            }
            case ANSWER_GARBLED -> {
                passed(exchange, call, body);
                yield Optional.of(error(500, "InternalError"));
            }
            case REFUSAL_HIDDEN -> {
                Answer answer = passed(exchange, call, body);
                yield Optional.of(answer.status() == PRECONDITION_FAILED ? DONE : answer);
            }
            case NONE, LATE, BODY_CUT -> Optional.of(passed(exchange, call, body));
        };
    }

    private static void waitForIt() throws IOException {
        try {
            Thread.sleep(LATENESS.toMillis());
        } catch (InterruptedException closing) {
            throw new InterruptedIOException();
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
        if (!exchange.getRequestHeaders().containsKey("Content-Type")) {
            // Or a POST passes for a form, which the server reads before it looks at the body: no upload in parts ends.
            connection.setRequestProperty("Content-Type", "application/octet-stream");
        }
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

    static InetSocketAddress onLoopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
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
