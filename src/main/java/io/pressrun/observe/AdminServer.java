package io.pressrun.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server for health and metrics: {@code /livez}, {@code /readyz}, {@code /metrics} and an index page. */
public final class AdminServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

    /** Bounds of the JDK's server (module jdk.httpserver), which it reads once per JVM. Times are in seconds. */
    private static final Map<String, String> BOUNDS = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30",
            "sun.net.httpserver.maxReqHeaders", "100",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.drainAmount", "1024",
            "jdk.httpserver.maxConnections", "100");

    private static final String INDEX = """
            <!doctype html>
            <html lang="en">
            <title>Pressrun</title>
            <h1>Pressrun</h1>
            <ul>
            <li><a href="/livez?verbose">/livez</a> whether the poll loop runs
            <li><a href="/readyz?verbose">/readyz</a> whether the worker takes jobs
            <li><a href="/metrics">/metrics</a> for Prometheus
            </ul>
            </html>
            """;

    private final HttpServer server;
    private final ExecutorService executor;
    private final Health health;
    private final Metrics metrics;

    private AdminServer(HttpServer server, Health health, Metrics metrics) {
        this.server = server;
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("admin-", 0).factory());
        this.health = health;
        this.metrics = metrics;
    }

    /**
     * @param port 0 for any free one
     * @throws IOException when the address cannot be listened on; the message says how to mend it
     */
    public static AdminServer start(String host, int port, Health health, Metrics metrics) throws IOException {
        BOUNDS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        var admin = new AdminServer(listen(host, port), health, metrics);
        admin.server.setExecutor(admin.executor);
        admin.server.createContext("/", admin::handle);
        admin.server.start();
        return admin;
    }

    private static HttpServer listen(String host, int port) throws IOException {
        var address = new InetSocketAddress(host, port);
        String advice = "; correct pressrun.admin.host and pressrun.admin.port, or set pressrun.admin.enabled=false";
        if (address.isUnresolved()) {
            throw new IOException("The admin server cannot listen on " + host + ": unknown host" + advice);
        }
        try {
            return HttpServer.create(address, 16);
        } catch (IOException e) {
            throw new IOException(
                    "The admin server cannot listen on " + host + ":" + port + ": " + e.getMessage() + advice, e);
        }
    }

    /** The port listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private record Page(int status, String contentType, String text) {
        static Page plain(int status, String text) {
            return new Page(status, "text/plain; charset=utf-8", text + "\n");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page;
            try {
                page = page(exchange);
            } catch (RuntimeException e) {
                log.error("Admin request {} failed", exchange.getRequestURI().getPath(), e);
                page = Page.plain(500, "internal error, see the log");
            }
            send(exchange, page);
        }
    }

    private Page page(HttpExchange exchange) {
        if (hasBody(exchange)) {
            exchange.getResponseHeaders().set("Connection", "close");
            return Page.plain(413, "requests must have no body");
        }
        String path = exchange.getRequestURI().getPath();
        if (!List.of("/", "/livez", "/readyz", "/metrics").contains(path)) {
            return Page.plain(404, "not found; there are /livez, /readyz and /metrics");
        }
        if (!exchange.getRequestMethod().equals("GET") && !head(exchange)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Page.plain(405, "method not allowed; use GET or HEAD");
        }
        return switch (path) {
            case "/livez" -> report(exchange, health.liveness());
            case "/readyz" -> report(exchange, health.readiness());
            case "/metrics" -> metrics(exchange);
            default -> new Page(200, "text/html; charset=utf-8", INDEX);
        };
    }

    private Page metrics(HttpExchange exchange) {
        Exposition exposition = Exposition.accepted(accept(exchange));
        return new Page(200, exposition.contentType(), metrics.scrape(exposition));
    }

    private static Page report(HttpExchange exchange, Health.Report report) {
        int status = report.ok() ? 200 : 503;
        if (Exposition.weights(accept(exchange)).getOrDefault("application/json", 0.0) > 0) {
            return new Page(status, "application/json", json(report));
        }
        String query = exchange.getRequestURI().getQuery();
        boolean verbose = query != null && (query.equals("verbose") || query.startsWith("verbose="));
        String lines = report.checks().stream()
                .filter(check -> verbose || !check.ok())
                .map(check -> check.name() + ": " + (check.ok() ? "ok" : "failed") + " (" + check.reason() + ")")
                .collect(Collectors.joining("\n"));
        return Page.plain(status, lines.isEmpty() ? "ok" : lines);
    }

    private static String json(Health.Report report) {
        return report.checks().stream()
                .map(check -> "{\"name\":" + quoted(check.name()) + ",\"ok\":" + check.ok() + ",\"reason\":"
                        + quoted(check.reason()) + "}")
                .collect(Collectors.joining(",", "{\"ok\":" + report.ok() + ",\"checks\":[", "]}\n"));
    }

    /** A JSON string (RFC 8259, section 7). */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(character -> switch (character) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    default -> character < 0x20 ? "\\u%04x".formatted(character) : Character.toString((char) character);
                })
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static boolean hasBody(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return exchange.getRequestHeaders().containsKey("Transfer-Encoding")
                || (length != null && !length.strip().equals("0"));
    }

    private static boolean head(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static String accept(HttpExchange exchange) {
        return String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", page.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (head(exchange)) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(page.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(page.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
