package io.pressrun.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A port that leads to another one, until it is told to misbehave. Thread-safe. */
final class TcpProxy implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final Duration SLOWNESS = Duration.ofMillis(150);
    private static final String SLOW_DOWN =
            "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
    private static final byte[] UNAVAILABLE = ("HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\n"
                    + "Content-Length: " + SLOW_DOWN.length() + "\r\nConnection: close\r\n\r\n" + SLOW_DOWN)
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong felt = new AtomicLong();
    private final Object change = new Object();

    // Guarded by change
    private Mode mode = Mode.PASS;

    /** What becomes of the bytes. */
    enum Mode {
        PASS,
        /** Connections are reset, and new ones, too. */
        CUT,
        /** Bytes wait, in both directions. */
        STALL,
        /** Every chunk is late. */
        SLOW,
        /** The target seems to have closed its side; what goes towards it arrives. */
        HALF_CLOSE,
        /** Requests arrive, answers do not: the connection is reset instead. */
        LOSE_ANSWERS,
        /** Every HTTP request is answered with 503, without asking the target. */
        REFUSE
    }

    /** @param target a port on 127.0.0.1; nothing need listen there yet */
    TcpProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 200);
        Thread.startVirtualThread(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections, chunks, answers or requests the last mode that was not {@link Mode#PASS} has met. */
    long felt() {
        return felt.get();
    }

    /** Connections that are open. */
    int links() {
        return links.size();
    }

    void set(Mode next) {
        Mode former;
        synchronized (change) {
            former = mode;
            mode = next;
            if (next != Mode.PASS) {
                felt.set(0);
            }
            change.notifyAll();
        }
        switch (next) {
            case CUT -> {
                felt.addAndGet(links.size());
                links.forEach(Link::reset);
            }
            case REFUSE -> links.forEach(Link::reset);
            case HALF_CLOSE -> {
                felt.addAndGet(links.size());
                links.forEach(Link::closeTowardsClient);
            }
            case PASS -> {
                if (former == Mode.HALF_CLOSE) {
                    links.forEach(Link::reset);
                }
            }
            case STALL, SLOW, LOSE_ANSWERS -> {}
        }
    }

    private Mode mode() {
        synchronized (change) {
            return mode;
        }
    }

    private Mode afterStall() throws InterruptedException {
        synchronized (change) {
            if (mode == Mode.STALL) {
                felt.incrementAndGet();
            }
            while (mode == Mode.STALL) {
                change.wait();
            }
            return mode;
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            switch (mode()) {
                case CUT -> {
                    felt.incrementAndGet();
                    resetQuietly(client);
                }
                case REFUSE -> {
                    refuse(client);
                    felt.incrementAndGet();
                }
                case PASS, STALL, SLOW, HALF_CLOSE, LOSE_ANSWERS -> {
                    client.setTcpNoDelay(true);
                    var upstream = new Socket(InetAddress.ofLiteral("127.0.0.1"), target);
                    upstream.setTcpNoDelay(true);
                    var link = new Link(client, upstream);
                    links.add(link);
                    Thread.startVirtualThread(() -> link.pump(upstream, client, true));
                    link.pump(client, upstream, false);
                }
            }
        } catch (IOException e) {
            resetQuietly(client);
        }
    }

    /** Reads the head of the request, so that the client is ready to read, and answers. */
    private static void refuse(Socket client) throws IOException {
        try (client) {
            InputStream in = client.getInputStream();
            int matched = 0;
            for (int c; matched < 4 && (c = in.read()) >= 0; ) {
                matched = c == "\r\n\r\n".charAt(matched) ? matched + 1 : c == '\r' ? 1 : 0;
            }
            client.getOutputStream().write(UNAVAILABLE);
            client.shutdownOutput();
            in.skip(Long.MAX_VALUE);
        }
    }

    private static void resetQuietly(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Gone already.
        }
    }

    @Override
    public void close() {
        set(Mode.CUT);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
    }

    private final class Link {
        private final Socket client;
        private final Socket upstream;

        Link(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void pump(Socket from, Socket to, boolean answers) {
            var buffer = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n; (n = in.read(buffer)) >= 0; ) {
                    switch (afterStall()) {
                        case SLOW -> {
                            felt.incrementAndGet();
                            Thread.sleep(SLOWNESS);
                            out.write(buffer, 0, n);
                        }
                        case LOSE_ANSWERS -> {
                            if (answers) {
                                felt.incrementAndGet();
                                reset();
                                return;
                            }
                            out.write(buffer, 0, n);
                        }
                        case HALF_CLOSE -> {
                            if (answers) {
                                felt.incrementAndGet();
                            } else {
                                out.write(buffer, 0, n);
                            }
                        }
                        case PASS, STALL, CUT, REFUSE -> out.write(buffer, 0, n);
                    }
                }
                to.shutdownOutput();
                if (answers) {
                    reset();
                }
            } catch (IOException e) {
                reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reset();
            }
        }

        void closeTowardsClient() {
            try {
                client.shutdownOutput();
            } catch (IOException e) {
                reset();
            }
        }

        void reset() {
            links.remove(this);
            resetQuietly(client);
            resetQuietly(upstream);
        }
    }
}
