package io.pressrun.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server on the loopback whose answers are written byte by byte, with a thread for each connection. */
public final class WireServer implements AutoCloseable {
    /** Answers one request. The connection is kept when it returns, unless it was closed. */
    public interface Handler {
        void answer(Request request, Wire wire) throws IOException, InterruptedException;
    }

    /** @param connection counts from 1 */
    public record Request(String target, Map<String, String> headers, int connection) {}

    private final ServerSocket server;
    private final Handler handler;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private WireServer(ServerSocket server, Handler handler) {
        this.server = server;
        this.handler = handler;
        Thread.startVirtualThread(this::acceptAll);
    }

    public static WireServer start(Handler handler) throws IOException {
        return startOn("127.0.0.1", 0, handler);
    }

    public static WireServer startOn(String address, int port, Handler handler) throws IOException {
        var server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), 200);
        return new WireServer(server, handler);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String hostAndPort() {
        return "127.0.0.1:" + port();
    }

    public URI uri(String path) {
        return URI.create("http://" + hostAndPort() + path);
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<String> targets() {
        return requests.stream().map(Request::target).toList();
    }

    public int connections() {
        return connections.get();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            var wire = new Wire(socket, in);
            for (Request request = read(in, number); request != null; request = read(in, number)) {
                requests.add(request);
                handler.answer(request, wire);
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Request read(InputStream in, int connection) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                // The client went away in the middle of it.
                return null;
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Request(first.split(" ", -1)[1], headers, connection);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** The server's end of a connection. */
    public static final class Wire {
        private final Socket socket;
        private final InputStream in;

        Wire(Socket socket, InputStream in) {
            this.socket = socket;
            this.in = in;
        }

        public void ok(String body) throws IOException {
            respond("200 OK", Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        public void ok(String contentType, String body) throws IOException {
            respond("200 OK", Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
        }

        public void status(String status) throws IOException {
            respond(status, Map.of(), "page".getBytes(StandardCharsets.UTF_8));
        }

        public void redirect(String status, String location) throws IOException {
            respond(status, Map.of("Location", location), new byte[0]);
        }

        public void respond(String status, Map<String, String> headers, byte[] body) throws IOException {
            StringBuilder head =
                    new StringBuilder("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length + "\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            OutputStream out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        }

        public void raw(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        public void close() throws IOException {
            socket.close();
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Returns once the client has closed the connection. */
        public void awaitHangUp() throws IOException {
            try {
                while (in.read() >= 0) {}
            } catch (IOException e) {
                // Reset: gone as well.
            }
        }
    }
}
