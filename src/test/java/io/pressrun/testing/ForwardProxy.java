package io.pressrun.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
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

/** A forward proxy on the loopback (RFC 9110, 3.7 and 9.3.6) that alone knows where hosts are. */
public final class ForwardProxy implements AutoCloseable {
    /** @param connection counts from 1 */
    public record Request(String method, String target, Map<String, String> headers, int connection) {}

    private final ServerSocket server;
    private final Map<String, Integer> hosts;
    private final @Nullable String answer;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private ForwardProxy(Map<String, Integer> hosts, @Nullable String answer) throws IOException {
        this.server = new ServerSocket(0, 100, loopback());
        this.hosts = Map.copyOf(hosts);
        this.answer = answer;
        Thread.startVirtualThread(this::acceptAll);
    }

    /** @param hosts the local port behind each {@code host:port} */
    public static ForwardProxy to(Map<String, Integer> hosts) throws IOException {
        return new ForwardProxy(hosts, null);
    }

    /** Answers every request with this text, and hangs up. */
    public static ForwardProxy answering(String answer) throws IOException {
        return new ForwardProxy(Map.of(), answer);
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return connections.get();
    }

    private static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                int number = connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(client, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client, int number) {
        sockets.add(client);
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (Request request = read(in, number); request != null; request = read(in, number)) {
                requests.add(request);
                if (answer != null) {
                    write(client.getOutputStream(), answer);
                    return;
                }
                if (request.method().equals("CONNECT")) {
                    tunnel(request, client, in);
                    return;
                }
                forward(request, client.getOutputStream());
            }
        } catch (IOException e) {
            // One of the two went away.
        }
    }

    private void tunnel(Request request, Socket client, InputStream fromClient) throws IOException {
        try (Socket origin = dial(request.target())) {
            write(client.getOutputStream(), "HTTP/1.1 200 OK\r\n\r\n");
            Thread.startVirtualThread(() -> pump(fromClient, origin));
            origin.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void pump(InputStream from, Socket to) {
        try (to) {
            from.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two went away.
        }
    }

    private void forward(Request request, OutputStream toClient) throws IOException {
        URI uri = URI.create(request.target());
        try (Socket origin = dial(uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort()))) {
            var head = new StringBuilder("GET " + uri.getRawPath() + " HTTP/1.1\r\n");
            request.headers().forEach((name, value) -> {
                if (!name.startsWith("proxy-")) {
                    head.append(name).append(": ").append(value).append("\r\n");
                }
            });
            write(origin.getOutputStream(), head + "\r\n");
            InputStream in = new BufferedInputStream(origin.getInputStream());
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                write(toClient, line + "\r\n");
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            write(toClient, "\r\n");
            toClient.write(in.readNBytes(length));
        }
    }

    private Socket dial(String hostAndPort) throws IOException {
        Integer port = hosts.get(hostAndPort);
        if (port == null) {
            throw new IOException("no such host");
        }
        var socket = new Socket(loopback(), port);
        sockets.add(socket);
        return socket;
    }

    private static @Nullable Request read(InputStream in, int connection) throws IOException {
        String[] first = line(in).split(" ", -1);
        if (first.length < 3) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Request(first[0], first[1], headers, connection);
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

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
