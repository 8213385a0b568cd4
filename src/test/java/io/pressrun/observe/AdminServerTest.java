package io.pressrun.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminServerTest {
    private final Health health = new Health(Clock.systemUTC(), Duration.ofMinutes(1), Duration.ofMinutes(1));
    private final Metrics metrics = new Metrics("1.2.3");
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = AdminServer.start("127.0.0.1", 0, health, metrics);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        metrics.close();
    }

    @Test
    void liveWorker_answersOk() throws Exception {
        HttpResponse<String> response = get("/livez");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok\n");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void stalledLoop_answers503() throws Exception {
        var stalled = new Health(Clock.systemUTC(), Duration.ofMinutes(1), Duration.ofMinutes(-1));
        try (AdminServer other = AdminServer.start("127.0.0.1", 0, stalled, metrics)) {
            HttpResponse<String> response = send(other, "GET", "/livez");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).startsWith("poll-loop: failed (no tick in the first ");
        }
    }

    @Test
    void readiness_listsWhatFails() throws Exception {
        health.ready("store", false, "no \"bucket\"");
        health.ready("stall", true, "moving");

        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("worker: failed (starting)\nstore: failed (no \"bucket\")\n");

        health.started();
        assertThat(get("/readyz?verbose").body())
                .isEqualTo("worker: ok (started)\nstall: ok (moving)\nstore: failed (no \"bucket\")\n");
        HttpResponse<String> json = send(server, "GET", "/readyz", "Accept", "application/json");
        assertThat(json.statusCode()).isEqualTo(503);
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json.body())
                .isEqualTo("{\"ok\":false,\"checks\":[{\"name\":\"worker\",\"ok\":true,\"reason\":\"started\"},"
                        + "{\"name\":\"stall\",\"ok\":true,\"reason\":\"moving\"},"
                        + "{\"name\":\"store\",\"ok\":false,\"reason\":\"no \\\"bucket\\\"\"}]}\n");

        health.ready("store", true, "answers");
        assertThat(get("/readyz").body()).isEqualTo("ok\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '' | PROMETHEUS
            */* | PROMETHEUS
            text/plain | PROMETHEUS
            application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1 | OPEN_METRICS
            application/openmetrics-text;q=0.2,text/plain;q=0.8 | PROMETHEUS
            application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited | PROMETHEUS
            """)
    void metrics_areInTheFormatThatIsAccepted(String accept, Exposition exposition) throws Exception {
        HttpResponse<String> response =
                accept.isEmpty() ? get("/metrics") : send(server, "GET", "/metrics", "Accept", accept);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(exposition.contentType());
        assertThat(ScrapedMetrics.parse(response.body(), exposition).value("pressrun_polls_total"))
                .isZero();
    }

    @Test
    void index_linksThePages() throws Exception {
        assertThat(get("/").body()).contains("/livez").contains("/readyz").contains("/metrics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/livez", "/metrics"})
    void head_answersAsGetWithoutBody(String path) throws Exception {
        HttpResponse<String> response = send(server, "HEAD", path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez/", "/livezz", "/metrics/x", "/favicon.ico", "/../livez"})
    void otherPaths_areNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "OPTIONS", "PATCH"})
    void otherMethods_areNotAllowed(String method) throws Exception {
        HttpResponse<String> response = send(server, method, "/metrics");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void requestWithBody_isRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(server, "/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(500)))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
    }

    @Test
    void portInUse_isReportedWithTheWayOut() {
        assertThatIOException()
                .isThrownBy(() -> AdminServer.start("127.0.0.1", server.port(), health, metrics))
                .withMessageContaining("127.0.0.1:" + server.port())
                .withMessageContaining("in use")
                .withMessageContaining("pressrun.admin.port");
    }

    @Test
    void unknownHost_isReportedWithTheWayOut() {
        assertThatIOException()
                .isThrownBy(() -> AdminServer.start("no such host", 0, health, metrics))
                .withMessageContaining("unknown host")
                .withMessageContaining("pressrun.admin.host");
    }

    @Test
    void closedServer_freesItsPort() throws IOException {
        int port = server.port();
        server.close();

        try (AdminServer next = AdminServer.start("127.0.0.1", port, health, metrics)) {
            assertThat(next.port()).isEqualTo(port);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(server, "GET", path);
    }

    private HttpResponse<String> send(AdminServer to, String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(to, path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(AdminServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
