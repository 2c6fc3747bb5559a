package io.headgate.ingest.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD requests for a few fixed paths, on threads of its own. It asks for no credentials, so whatever it answers
 * has to be fit for everybody who can reach it.
 */
public final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int BACKLOG = 16;

    /** A client that is slow to say what it wants holds one of them; when all are held, the next client is turned away. */
    private static final int MOST_THREADS = 32;

    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    /** How long a client may take to say what it wants, and to take the answer: seconds, which the JDK's server wants to be told so. */
    private static final Map<String, String> PATIENCE =
            Map.of("sun.net.httpserver.maxReqTime", "5", "sun.net.httpserver.maxRspTime", "30");

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpEndpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens from now on.
     *
     * @param answers by path; asked on several threads at once
     * @throws BadConfiguration when it cannot listen there
     */
    public static HttpEndpoint start(String bind, int port, Map<String, Supplier<Answer>> answers) {
        HttpServer server;
        // Read once, when the JVM makes its first server; what a person has set stays.
        PATIENCE.forEach((property, seconds) -> System.getProperties().putIfAbsent(property, seconds));
        try {
            InetSocketAddress address = new InetSocketAddress(bind, port);
            if (address.isUnresolved()) {
                throw new BadConfiguration(
                        "http.bind", "http.bind is " + bind + ", which is no address of this machine; correct it");
            }
            server = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new BadConfiguration(
                    "http.port",
                    "cannot listen on " + bind + ":" + port + " (http.bind, http.port): " + e.getMessage()
                            + "; choose a port that is free, or take the key out to serve nothing",
                    e);
        }
        ExecutorService threads = new ThreadPoolExecutor(
                0, MOST_THREADS, IDLE_THREAD.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread made = new Thread(task, "headgate-http");
                    made.setDaemon(true);
                    return made;
                });
        Map<String, Supplier<Answer>> known = new TreeMap<>(answers);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, known));
        server.start();
        LOG.info(
                "http listening address={} port={} paths={}",
                bind,
                server.getAddress().getPort(),
                known.keySet());
        return new HttpEndpoint(server, threads);
    }

    private static void serve(HttpExchange exchange, Map<String, Supplier<Answer>> answers) {
        try (exchange) {
            Answer answer = answer(exchange, answers);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : answer.body().length);
            if (!head) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (IOException gone) {
            LOG.debug("http client left reason={}", gone.toString());
        }
    }

    private static Answer answer(HttpExchange exchange, Map<String, Supplier<Answer>> answers) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.text(405, TEXT, "only GET and HEAD\n");
        }
        Supplier<Answer> found = answers.get(exchange.getRequestURI().getPath());
        if (found == null) {
            return Answer.text(404, TEXT, "there are " + String.join(", ", answers.keySet()) + "\n");
        }
        try {
            return found.get();
        } catch (RuntimeException e) {
            LOG.warn(
                    "http request not answered path={}",
                    exchange.getRequestURI().getPath(),
                    e);
            return Answer.text(500, TEXT, "internal error, see the worker's log\n");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
