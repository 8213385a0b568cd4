package io.pressrun.press;

import io.pressrun.testing.WireServer;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Sees what leaves the fetch aside, for a JVM of its own: URLs that are opened, sockets that are connected and names
 * that are looked up by any thread but the fetch's, files that are read in a folder, and connections to a server.
 */
final class RoundaboutWitness implements AutoCloseable {
    /** The protocols with which the JDK reaches other machines, also from within {@code jar:}. */
    private static final Set<String> REMOTE = Set.of("http", "https", "ftp", "mailto");

    private static final String CONNECT = "sun.nio.ch.Net::connect";
    private static final String LOOK_UP = "java.net.InetAddress::getAllByName";

    private final Set<String> opened = new ConcurrentSkipListSet<>();
    private final Path folder;
    private final WireServer trap;
    private Recording recording = new Recording();

    /** Once for each JVM. */
    RoundaboutWitness(Path folder) throws IOException {
        this.folder = folder;
        this.trap = WireServer.start((request, wire) -> wire.ok("trapped"));
        URL.setURLStreamHandlerFactory(protocol -> REMOTE.contains(protocol) ? new Trap() : null);
    }

    private final class Trap extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            opened.add("opened " + url);
            throw new IOException("a trap");
        }

        @Override
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            return openConnection(url);
        }
    }

    /** Where no job may connect to. */
    URI trap() {
        return trap.uri("/");
    }

    void begin() {
        opened.clear();
        recording = new Recording();
        recording
                .enable("jdk.MethodTrace")
                .with("filter", CONNECT + ";" + LOOK_UP)
                .withThreshold(Duration.ZERO);
        recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).with("throttle", "off");
        recording.start();
    }

    /** What was seen since the beginning, each thing once. */
    Set<String> end() throws IOException {
        Path file = Files.createTempFile("witness", ".jfr");
        try (Recording ended = recording) {
            ended.stop();
            ended.dump(file);
        }
        Set<String> seen = new TreeSet<>(opened);
        trap.requests().forEach(request -> seen.add("trapped " + request.target()));
        if (trap.connections() > 0) {
            seen.add("connected to the trap");
        }
        try (Stream<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()) {
            events.map(this::describe).filter(text -> !text.isEmpty()).forEach(seen::add);
        } finally {
            Files.delete(file);
        }
        return seen;
    }

    private String describe(RecordedEvent event) {
        if (event.getEventType().getName().equals("jdk.FileRead")) {
            String path = event.getString("path");
            return path != null && Path.of(path).toAbsolutePath().normalize().startsWith(folder) ? "read " + path : "";
        }
        if (!event.getEventType().getName().equals("jdk.MethodTrace")) {
            return "";
        }
        String thread = event.getThread() == null ? "?" : event.getThread().getJavaName();
        boolean fetch = thread != null && thread.startsWith("fetch-");
        String method = event.<RecordedMethod>getValue("method").getName();
        return fetch ? "" : method + " on " + thread;
    }

    @Override
    public void close() throws IOException {
        trap.close();
    }
}
