package io.pressrun.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web site of the jobs' pictures. What it does with a request is in the path: {@code /missing}, {@code /changing}
 * (another picture each time), {@code /slow/MILLIS}, {@code /from/EPOCH_MILLIS} (503 until then).
 */
final class Origin implements AutoCloseable {
    /** What the path of a picture that is not there begins with. */
    static final String MISSING = "/missing/";

    private static final Logger log = LoggerFactory.getLogger(Origin.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final AtomicInteger pictures = new AtomicInteger();

    Origin() throws IOException {
        // Read once by the server's class; without it the kernel holds small answers back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
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
            case "missing" -> answer(exchange, 404, 0);
            case "changing" -> answer(exchange, 200, pictures.incrementAndGet());
            case "slow" -> after(Long.parseLong(path[2])).execute(() -> answer(exchange, 200, 0));
            case "from" -> answer(exchange, System.currentTimeMillis() < Long.parseLong(path[2]) ? 503 : 200, 0);
            default -> answer(exchange, 500, 0);
        }
    }

    private static byte[] picture(int colour) throws IOException {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(4, 4, colour);
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private Executor after(long millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads);
    }

    private void answer(HttpExchange exchange, int status, int colour) {
        try (exchange) {
            if (status == 200) {
                byte[] picture = picture(colour);
                exchange.getResponseHeaders().set("Content-Type", "image/png");
                exchange.sendResponseHeaders(200, picture.length);
                exchange.getResponseBody().write(picture);
            } else {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (IOException e) {
            // A worker that died meanwhile.
            log.debug("{} was not answered", exchange.getRequestURI(), e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
