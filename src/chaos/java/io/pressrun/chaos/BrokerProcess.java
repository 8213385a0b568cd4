package io.pressrun.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.jspecify.annotations.Nullable;

/**
 * A broker that can be stopped and killed and comes back with the same log and the same ports. Besides the harness's own
 * listener it has one for each worker, which it advertises under the port of a proxy.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final String HARNESS = "PLAINTEXT";
    private static final String CONTROLLER = "CONTROLLER";
    private static final String READY = "ready";
    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 60;

    private final Path directory;
    private final int port = Processes.freePort();
    private final Map<String, TcpProxy> gates = new LinkedHashMap<>();
    private @Nullable Process process;

    /** @param workers names of those that get a proxy of their own */
    public BrokerProcess(Path directory, List<String> workers) throws IOException {
        this.directory = Files.createDirectories(directory);
        int controllerPort = Processes.freePort();
        var listeners = new ArrayList<>(List.of(listener(HARNESS, port), listener(CONTROLLER, controllerPort)));
        var advertised = new ArrayList<>(List.of(listener(HARNESS, port)));
        var protocols = new ArrayList<>(List.of(HARNESS + ":PLAINTEXT", CONTROLLER + ":PLAINTEXT"));
        for (String worker : workers) {
            int own = Processes.freePort();
            var gate = new TcpProxy(own);
            gates.put(worker, gate);
            String name = worker.toUpperCase(Locale.ROOT);
            listeners.add(listener(name, own));
            advertised.add(listener(name, gate.port()));
            protocols.add(name + ":PLAINTEXT");
        }
        var settings = new Properties();
        settings.put("listeners", String.join(",", listeners));
        settings.put("advertised.listeners", String.join(",", advertised));
        settings.put("listener.security.protocol.map", String.join(",", protocols));
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("group.consumer.session.timeout.ms", "5000");
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("allow.everyone.if.no.acl.found", "true");
        try (var writer = Files.newBufferedWriter(settingsFile())) {
            settings.store(writer, null);
        }
    }

    private static String listener(String name, int port) {
        return name + "://127.0.0.1:" + port;
    }

    private Path settingsFile() {
        return directory.resolve("broker.properties");
    }

    /** Returns once it takes connections. */
    public void start() throws IOException {
        var started = Processes.java(
                        List.of("-Xmx768m", "-XX:TieredStopAtLevel=1"),
                        BrokerMain.class.getName(),
                        List.of(
                                Integer.toString(port),
                                directory.resolve("log").toString(),
                                settingsFile().toString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("broker.log").toFile()))
                .start();
        process = started;
        String said = CompletableFuture.supplyAsync(() -> firstLineOf(started), Thread::startVirtualThread)
                .completeOnTimeout("", START_SECONDS, TimeUnit.SECONDS)
                .join();
        if (!said.equals(READY)) {
            started.destroyForcibly();
            throw new IOException("the broker did not start, see " + directory.resolve("broker.log"));
        }
    }

    private static String firstLineOf(Process started) {
        try {
            String line = started.inputReader(StandardCharsets.UTF_8).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    void stop() throws InterruptedException {
        end(false);
    }

    void kill() throws InterruptedException {
        end(true);
    }

    private void end(boolean hard) throws InterruptedException {
        var running = process;
        if (running == null) {
            return;
        }
        if (hard) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            running.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        }
        process = null;
    }

    /** For the harness itself: no proxy is in between. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    TcpProxy gate(String worker) {
        var gate = gates.get(worker);
        if (gate == null) {
            throw new IllegalArgumentException("no listener for " + worker);
        }
        return gate;
    }

    /** Connections of workers. */
    int links() {
        return gates.values().stream().mapToInt(TcpProxy::links).sum();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        gates.values().forEach(TcpProxy::close);
    }
}
