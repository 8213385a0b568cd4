package io.pressrun.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.testing.Watchdog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JDK's server reads its bounds once per JVM, so this one runs in a JVM of its own. */
@Timeout(60)
final class AdminServerBoundsTest {
    private Process process;
    private int port;

    /** The other JVM: prints its port and serves until its standard input ends. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws IOException {
            var health = new Health(Clock.systemUTC(), Duration.ofMinutes(1), Duration.ofMinutes(1));
            try (var metrics = new Metrics("1.2.3");
                    AdminServer server = AdminServer.start("127.0.0.1", 0, health, metrics)) {
                System.out.println(server.port());
                System.in.transferTo(System.out);
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsun.net.httpserver.maxReqTime=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Watchdog.over(process, Duration.ofMinutes(2));
        BufferedReader output = process.inputReader();
        port = Integer.parseInt(output.readLine().strip());
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void requests_areBoundedInTimeAndSize() throws IOException {
        assertThat(answer("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(answer("GET /livez HTTP/1.1\r\nHost: a\r\n"))
                .as("a request that never ends")
                .doesNotContain("200");
        assertThat(answer("GET /livez HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .as("a header over the bound")
                .doesNotContain("200");
        assertThat(answer("GET /livez?" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .as("a request line over the bound")
                .doesNotContain("200");
        assertThat(answer("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .as("afterwards")
                .startsWith("HTTP/1.1 200");
    }

    /** What the server says until it closes the connection. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (SocketException e) {
                return "";
            }
        }
    }
}
