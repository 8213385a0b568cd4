package io.pressrun.deliver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that gives the answers it was told to, the last of them for ever. */
final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Request(String method, String path, Map<String, List<String>> headers, int bodyLength) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Forgets the answers and the requests so far. */
    void reset() {
        answers.clear();
        requests.clear();
    }

    List<Request> requests() {
        return requests;
    }

    List<String> methods() {
        return requests.stream().map(Request::method).toList();
    }

    ScriptedServer then(HttpHandler answer) {
        answers.add(answer);
        return this;
    }

    ScriptedServer thenStatus(int status) {
        return then(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    /** The answer to a successful PUT. */
    ScriptedServer thenStored() {
        return then(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, -1);
        });
    }

    /** An error as S3 writes it. */
    ScriptedServer thenError(int status, String code) {
        return then(exchange -> {
            byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>told so</Message></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    /** The answer to HEAD. */
    ScriptedServer thenObject(long length, Map<String, String> metadata) {
        return then(exchange -> {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            metadata.forEach((name, value) -> exchange.getResponseHeaders().set("x-amz-meta-" + name, value));
            exchange.sendResponseHeaders(200, -1);
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int length = exchange.getRequestBody().readAllBytes().length;
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    length));
            HttpHandler answer = answers.size() > 1 ? answers.remove() : answers.element();
            answer.handle(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
