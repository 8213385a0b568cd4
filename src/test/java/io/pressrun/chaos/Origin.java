package io.pressrun.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * The web site of the jobs' pictures. What it does with a request is in the path: {@code /ok}, {@code /missing},
 * {@code /slow/MILLIS}, {@code /from/EPOCH_MILLIS} (503 until then).
 */
final class Origin implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final byte[] picture;

    Origin() throws IOException {
        // Read once by the server's class; without it the kernel holds small answers back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);
        picture = png.toByteArray();
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + hostAndPort() + path;
    }

    private void answer(HttpExchange exchange) {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        switch (path[1]) {
            case "missing" -> answer(exchange, 404);
            case "slow" -> after(Long.parseLong(path[2])).execute(() -> answer(exchange, 200));
            case "from" -> answer(exchange, System.currentTimeMillis() < Long.parseLong(path[2]) ? 503 : 200);
            default -> answer(exchange, 200);
        }
    }

    private Executor after(long millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads);
    }

    private void answer(HttpExchange exchange, int status) {
        try (exchange) {
            if (status == 200) {
                exchange.getResponseHeaders().set("Content-Type", "image/png");
                exchange.sendResponseHeaders(200, picture.length);
                exchange.getResponseBody().write(picture);
            } else {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
