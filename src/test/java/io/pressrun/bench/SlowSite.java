package io.pressrun.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * A web site on 127.0.0.1 with a picture at every address {@code /NUMBER.png}, and again at {@code /kept/NUMBER.png}
 * where it may be kept for an hour; each answer takes its time.
 */
final class SlowSite implements AutoCloseable {
    private static final int SIDE = 48;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger answers = new AtomicInteger();
    private final HttpServer server;

    SlowSite(Duration delay) throws IOException {
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
            byte[] png = picture(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1, path.indexOf('.'))));
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            if (path.startsWith("/kept/")) {
                exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
            }
            exchange.sendResponseHeaders(200, png.length);
            exchange.getResponseBody().write(png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] picture(int number) throws IOException {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < SIDE; x++) {
            for (int y = 0; y < SIDE; y++) {
                image.setRGB(x, y, Color.HSBtoRGB(number / 30f, x / (float) SIDE, y / (float) SIDE));
            }
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
