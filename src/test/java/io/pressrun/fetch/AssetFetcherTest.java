package io.pressrun.fetch;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetchOne;
import static io.pressrun.fetch.Fetching.fetcher;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.job;
import static io.pressrun.fetch.Fetching.missing;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.withLimits;
import static io.pressrun.fetch.Fetching.withRequestTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.job.AssetKind;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.testing.WireServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetFetcherTest {
    @Test
    void body_arrivesWholeWithItsType() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("image/png", "pixels"))) {
            Asset.Found asset = found(fetchOne(reaching(server), server.uri("/a%20b.png?x=1")));

            assertThat(asset.bytes()).asString().isEqualTo("pixels");
            assertThat(asset.contentType()).isEqualTo("image/png");
            assertThat(asset.uri()).isEqualTo(server.uri("/a%20b.png?x=1"));
            assertThat(asset.location()).isEqualTo(asset.uri());
            assertThat(server.targets()).containsExactly("/a%20b.png?x=1");
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("user-agent", "Pressrun-Test")
                    .containsEntry("accept-encoding", "gzip, deflate")
                    .containsEntry("host", server.hostAndPort())
                    .doesNotContainKeys("cookie", "referer");
        }
    }

    @Test
    void chunkedBody_arrivesWhole() throws Exception {
        try (WireServer server = WireServer.start((request, wire) ->
                wire.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))) {
            assertThat(found(fetchOne(reaching(server), server.uri("/"))).bytes())
                    .asString()
                    .isEqualTo("abcde");
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "GZIP, gzip", "x-gzip, gzip", "deflate, zlib", "deflate, raw", "identity, none"})
    void compressedBody_isUnpacked(String declared, String actual) throws Exception {
        byte[] packed = Packed.as(actual, "text ".repeat(1000).getBytes(StandardCharsets.UTF_8));
        try (WireServer server = WireServer.start(
                (request, wire) -> wire.respond("200 OK", Map.of("Content-Encoding", declared), packed))) {
            assertThat(found(fetchOne(reaching(server), server.uri("/"))).bytes())
                    .asString()
                    .isEqualTo("text ".repeat(1000));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, false",
        "403 Forbidden, false",
        "410 Gone, false",
        "204 No Content, false",
        "206 Partial Content, false",
        "304 Not Modified, false",
        "300 Multiple Choices, false",
        "500 Internal Server Error, true",
        "502 Bad Gateway, true",
        "503 Unavailable, true",
        "504 Timeout, true",
        "429 Too Many Requests, true",
        "408 Request Timeout, true",
        "101 Switching Protocols, true"
    })
    void statusThatIsNoSuccess_isMissing(String status, boolean transientFailure) throws Exception {
        boolean bodiless = status.startsWith("204") || status.startsWith("304") || status.startsWith("101");
        try (WireServer server = WireServer.start((request, wire) -> {
            if (bodiless) {
                wire.raw("HTTP/1.1 " + status + "\r\n\r\n");
            } else {
                wire.status(status);
            }
        })) {
            Asset.Missing answer = missing(fetchOne(reaching(server), server.uri("/")));

            assertThat(answer.transientFailure()).isEqualTo(transientFailure);
            assertThat(answer.blocked()).isFalse();
            assertThat(answer.message()).doesNotContain("127.0.0.1");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void interimResponses_arePassedOver() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/hints")) {
                wire.raw("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
                wire.ok("late");
            } else {
                wire.ok("next");
            }
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                assertThat(found(await(assets.fetch(server.uri("/hints"), AssetKind.OTHER)))
                                .bytes())
                        .asString()
                        .isEqualTo("late");
                assertThat(found(await(assets.fetch(server.uri("/next"), AssetKind.OTHER)))
                                .bytes())
                        .asString()
                        .isEqualTo("next");
            }
        }
    }

    @Test
    void contentLengthOverTheLimit_isRefusedBeforeTheBody() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n");
            wire.awaitHangUp();
        })) {
            assertAbsent(fetchOne(reaching(server), server.uri("/")));
        }
    }

    @Test
    void bytesOfAllAssets_areLimitedForTheJob() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x".repeat(600)))) {
            try (AssetFetcher fetcher = fetcher(withLimits(reaching(server), 1000, 1500, 100));
                    JobAssets first = open(fetcher);
                    JobAssets second = open(fetcher)) {
                found(await(first.fetch(server.uri("/1"), AssetKind.IMAGE)));
                found(await(first.fetch(server.uri("/2"), AssetKind.IMAGE)));
                assertAbsent(await(first.fetch(server.uri("/3"), AssetKind.IMAGE)));
                found(await(second.fetch(server.uri("/3"), AssetKind.IMAGE)));
            }
        }
    }

    @Test
    void numberOfAssets_isLimitedForTheJob() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x"))) {
            try (AssetFetcher fetcher = fetcher(withLimits(reaching(server), 1000, 1000, 2));
                    JobAssets assets = open(fetcher)) {
                found(await(assets.fetch(server.uri("/1"), AssetKind.IMAGE)));
                found(await(assets.fetch(server.uri("/2"), AssetKind.IMAGE)));
                found(await(assets.fetch(server.uri("/2"), AssetKind.IMAGE)));
                assertAbsent(await(assets.fetch(server.uri("/3"), AssetKind.IMAGE)));
                assertThat(server.targets()).containsExactly("/1", "/2");
            }
        }
    }

    @Test
    void malformedResponse_isUnavailable() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            wire.raw("SSH-2.0-OpenSSH_9.6\r\n\r\n");
            wire.close();
        })) {
            assertUnavailable(fetchOne(reaching(server), server.uri("/")));
        }
    }

    @Test
    void silentServer_isGivenUpAtTheTimeout() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            wire.awaitHangUp();
            hungUp.countDown();
        })) {
            FetchSettings settings = withRequestTimeout(reaching(server), Duration.ofSeconds(2));
            try (AssetFetcher fetcher = fetcher(settings);
                    JobAssets assets = open(fetcher)) {
                assertUnavailable(await(assets.fetch(server.uri("/"), AssetKind.IMAGE)));
                assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void refusedConnection_isUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        assertUnavailable(
                fetchOne(Fetching.listing(Set.of("127.0.0.1:" + port)), URI.create("http://127.0.0.1:" + port + "/")));
    }

    @Test
    void serverWithoutTls_isUnavailableOverHttps() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.close())) {
            assertUnavailable(fetchOne(reaching(server), URI.create("https://" + server.hostAndPort() + "/")));
        }
    }

    @Test
    void keptConnection_isReused() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x"))) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets first = open(fetcher);
                    JobAssets second = open(fetcher)) {
                found(await(first.fetch(server.uri("/1"), AssetKind.IMAGE)));
                found(await(first.fetch(server.uri("/2"), AssetKind.IMAGE)));
                found(await(second.fetch(server.uri("/1"), AssetKind.IMAGE)));
            }
            assertThat(server.targets()).containsExactly("/1", "/2", "/1");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"close", "reset"})
    void keptConnectionThatBreaks_isReplacedOnce(String how) throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/2") && request.connection() == 1) {
                breakOff(wire, how);
            } else {
                wire.ok("x");
            }
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                found(await(assets.fetch(server.uri("/1"), AssetKind.IMAGE)));
                found(await(assets.fetch(server.uri("/2"), AssetKind.IMAGE)));
            }
            assertThat(server.targets()).containsExactly("/1", "/2", "/2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void keptConnectionThatBreaks_isNotReplacedTwice() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/2")) {
                wire.reset();
            } else {
                wire.ok("x");
            }
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                found(await(assets.fetch(server.uri("/1"), AssetKind.IMAGE)));
                assertUnavailable(await(assets.fetch(server.uri("/2"), AssetKind.IMAGE)));
            }
            assertThat(server.targets()).containsExactly("/1", "/2", "/2");
        }
    }

    @Test
    void newConnectionThatBreaks_isNotRepeated() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.close())) {
            assertUnavailable(fetchOne(reaching(server), server.uri("/")));
            assertThat(server.targets()).containsExactly("/");
        }
    }

    @Test
    void jobHeaders_goToTheirOriginOnly() throws Exception {
        try (WireServer one = WireServer.start((request, wire) -> wire.ok("x"));
                WireServer two = WireServer.start((request, wire) -> wire.ok("x"))) {
            List<OriginHeader> headers = List.of(
                    new OriginHeader("http://" + one.hostAndPort(), "Authorization", "Bearer 1"),
                    new OriginHeader("http://" + one.hostAndPort(), "Host", "evil.example"),
                    new OriginHeader("http://" + one.hostAndPort(), "X-Split", "a\r\nX-Evil: 1"),
                    new OriginHeader("https://" + two.hostAndPort(), "X-Api-Key", "2"));
            try (AssetFetcher fetcher = fetcher(reaching(one, two));
                    JobAssets assets = open(fetcher, job(Map.of(), headers), Fetching.PATIENCE)) {
                found(await(assets.fetch(one.uri("/"), AssetKind.IMAGE)));
                found(await(assets.fetch(two.uri("/"), AssetKind.IMAGE)));
            }
            assertThat(one.requests().getFirst().headers())
                    .containsEntry("authorization", "Bearer 1")
                    .containsEntry("host", one.hostAndPort())
                    .doesNotContainKeys("x-split", "x-evil");
            assertThat(two.requests().getFirst().headers()).doesNotContainKeys("authorization", "x-api-key");
        }
    }

    @Test
    void listener_hearsOfEveryOutcome() throws Exception {
        record Heard(String host, FetchOutcome outcome, long bytes) {}
        List<Heard> heard = new CopyOnWriteArrayList<>();
        try (WireServer server = WireServer.start((request, wire) -> {
            switch (request.target()) {
                case "/found" -> wire.ok("four");
                case "/absent" -> wire.status("404 Not Found");
                default -> wire.status("503 Busy");
            }
        })) {
            FetchListener listener =
                    (host, outcome, bytes, took) -> heard.add(new Heard(String.valueOf(host), outcome, bytes));
            try (AssetFetcher fetcher = new AssetFetcher(reaching(server), ObjectReader.none(), listener);
                    JobAssets assets = open(fetcher)) {
                for (String path : List.of("/found", "/absent", "/busy")) {
                    await(assets.fetch(server.uri(path), AssetKind.IMAGE));
                }
                await(assets.fetch(URI.create("http://10.0.0.1/"), AssetKind.IMAGE));
            }
        }
        assertThat(heard)
                .containsExactly(
                        new Heard("127.0.0.1", FetchOutcome.FOUND, 4),
                        new Heard("127.0.0.1", FetchOutcome.ABSENT, 0),
                        new Heard("127.0.0.1", FetchOutcome.UNAVAILABLE, 0),
                        new Heard("10.0.0.1", FetchOutcome.BLOCKED, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadline", "close"})
    void listener_hearsOnceOfAFetchThatIsGivenUp(String reason) throws Exception {
        List<FetchOutcome> heard = new CopyOnWriteArrayList<>();
        FetchListener listener = (host, outcome, bytes, took) -> heard.add(outcome);
        Duration time = reason.equals("deadline") ? Duration.ofMillis(200) : Fetching.PATIENCE;
        try (WireServer server = WireServer.start((request, wire) -> wire.awaitHangUp());
                AssetFetcher fetcher = new AssetFetcher(reaching(server), ObjectReader.none(), listener)) {
            JobAssets assets = open(fetcher, job(Map.of(), List.of()), time);
            CompletableFuture<Asset> answer = assets.fetch(server.uri("/"), AssetKind.IMAGE);
            if (reason.equals("close")) {
                assets.close();
            }

            assertUnavailable(await(answer));
            await().untilAsserted(() -> assertThat(heard).containsExactly(FetchOutcome.UNAVAILABLE));
            assets.close();
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void close_endsWhatIsUnderWay() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            arrived.countDown();
            wire.awaitHangUp();
        })) {
            AssetFetcher fetcher = fetcher(reaching(server));
            CompletableFuture<Asset> waiting = open(fetcher).fetch(server.uri("/"), AssetKind.IMAGE);
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            fetcher.close();

            assertUnavailable(await(waiting));
        }
    }

    private static void breakOff(WireServer.Wire wire, String how) throws IOException {
        if (how.equals("reset")) {
            wire.reset();
        } else {
            wire.close();
        }
    }
}
