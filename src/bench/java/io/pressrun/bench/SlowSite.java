package io.pressrun.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web site on 127.0.0.1 that has its files in every folder; below {@code /kept/} they may be kept for an hour. Each
 * answer takes its time.
 */
final class SlowSite implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger answers = new AtomicInteger();
    private final Map<String, byte[]> files;
    private final HttpServer server;

    /** @param files by their names, which tell what they are */
    SlowSite(Duration delay, Map<String, byte[]> files) throws IOException {
        this.files = files;
        // Read once by the server's class; without it the kernel holds small answers back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        var later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads);
        server.createContext("/", exchange -> later.execute(() -> answer(exchange)));
        server.start();
    }

    String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers so far. */
    int answers() {
        return answers.get();
    }

    private void answer(HttpExchange exchange) {
        answers.incrementAndGet();
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] file = files.get(path.substring(path.lastIndexOf('/') + 1));
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", typeOf(path));
            if (path.startsWith("/kept/")) {
                exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
            }
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeOf(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "css" -> "text/css";
            case "ttf" -> "font/ttf";
            case "png" -> "image/png";
            default -> throw new IllegalArgumentException(path);
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
