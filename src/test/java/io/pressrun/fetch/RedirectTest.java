package io.pressrun.fetch;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertBlocked;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetchOne;
import static io.pressrun.fetch.Fetching.fetcher;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.job;
import static io.pressrun.fetch.Fetching.listing;
import static io.pressrun.fetch.Fetching.names;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.withNames;
import static io.pressrun.fetch.Fetching.withRequestTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.AssetKind;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.testing.HttpsSite;
import io.pressrun.testing.WireServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    @ParameterizedTest
    @CsvSource({"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"})
    void redirect_isFollowed(String status) throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/a/old")) {
                wire.redirect(status, "../b/new?x=1#part");
            } else {
                wire.ok("here");
            }
        })) {
            Asset.Found asset = found(fetchOne(reaching(server), server.uri("/a/old")));

            assertThat(asset.bytes()).asString().isEqualTo("here");
            assertThat(asset.uri()).isEqualTo(server.uri("/a/old"));
            assertThat(asset.location()).isEqualTo(server.uri("/b/new?x=1"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"?q=2, /dir/file?q=2", "/root, /root", "a b, /dir/a%20b", "//HOST/x, /x"})
    void location_isResolvedAsBrowsersDo(String location, String expected) throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/dir/file?q=1")) {
                wire.redirect(
                        "302 Found", location.replace("HOST", request.headers().get("host")));
            } else {
                wire.ok("here");
            }
        })) {
            found(fetchOne(reaching(server), server.uri("/dir/file?q=1")));
            assertThat(server.targets()).containsExactly("/dir/file?q=1", expected);
        }
    }

    @Test
    void fiveRedirects_areFollowed() throws Exception {
        try (WireServer server = countingDown()) {
            found(fetchOne(reaching(server), server.uri("/5")));
            assertThat(server.targets()).containsExactly("/5", "/4", "/3", "/2", "/1", "/0");
        }
    }

    @Test
    void sixRedirects_areTooMany() throws Exception {
        try (WireServer server = countingDown()) {
            assertAbsent(fetchOne(reaching(server), server.uri("/6")));
            assertThat(server.targets()).hasSize(6);
        }
    }

    @Test
    void loop_ends() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.redirect("302 Found", "/"))) {
            assertAbsent(fetchOne(reaching(server), server.uri("/")));
            assertThat(server.requests()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Location: /a\r\nLocation: /b\r\n", "Location: \r\n", "Location: http://[::1\r\n"})
    void locationThatIsNone_isAbsent(String header) throws Exception {
        try (WireServer server = WireServer.start(
                (request, wire) -> wire.raw("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n" + header + "\r\n"))) {
            assertAbsent(fetchOne(reaching(server), server.uri("/")));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://127.0.0.1/",
                "http://127.0.0.1:TRAP/",
                "http://localhost:TRAP/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://0x7f.1/",
                "http://user@HOST/",
                "file:///etc/passwd",
                "FILE:/etc/passwd",
                "ftp://HOST/",
                "jar:http://HOST/a.jar!/b",
                "data:text/plain,inside",
                "job:///logo.png",
                "s3://bucket/key"
            })
    void redirectToForbiddenAddress_isBlocked(String location) throws Exception {
        try (WireServer trap = WireServer.start((request, wire) -> wire.ok("trapped"));
                WireServer server = WireServer.start((request, wire) -> wire.redirect(
                        "302 Found",
                        location.replace("TRAP", "" + trap.port())
                                .replace("HOST", request.headers().get("host"))))) {
            assertBlocked(fetchOne(reaching(server), server.uri("/")));
            assertThat(trap.connections()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void jobHeaders_stayWithTheirOrigin() throws Exception {
        try (WireServer other = WireServer.start((request, wire) -> wire.ok("x"));
                WireServer server = WireServer.start((request, wire) -> {
                    if (request.target().equals("/same")) {
                        wire.redirect("302 Found", "http://127.0.0.1:" + other.port() + "/other");
                    } else {
                        wire.redirect("302 Found", "/same");
                    }
                })) {
            List<OriginHeader> headers =
                    List.of(new OriginHeader("http://" + server.hostAndPort(), "X-Api-Key", "secret"));
            try (AssetFetcher fetcher = fetcher(reaching(server, other));
                    JobAssets assets = open(fetcher, job(Map.of(), headers), Fetching.PATIENCE)) {
                found(await(assets.fetch(server.uri("/"), AssetKind.IMAGE)));
            }
            assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.headers()).containsEntry("x-api-key", "secret"));
            assertThat(other.requests().getFirst().headers()).doesNotContainKey("x-api-key");
        }
    }

    @Test
    void httpToHttps_isFollowed_andBackIsRefused(@TempDir Path directory) throws Exception {
        try (var secure = new HttpsSite(directory, "cdn.example");
                WireServer plain = WireServer.start(
                        (request, wire) -> wire.redirect("302 Found", "https://cdn.example:" + secure.port() + "/"));
                AssetFetcher fetcher = secure.trusted(() -> withNames(
                        listing(Set.of(plain.hostAndPort(), "cdn.example:" + secure.port())), names("127.0.0.1")));
                JobAssets assets = open(fetcher)) {
            Asset.Found there = found(await(assets.fetch(plain.uri("/"), AssetKind.IMAGE)));
            assertThat(there.bytes()).asString().isEqualTo("secure");

            URI back = URI.create("https://cdn.example:" + secure.port() + "/?" + plain.uri("/"));
            assertBlocked(await(assets.fetch(back, AssetKind.IMAGE)));
            assertThat(plain.requests()).hasSize(1);
        }
    }

    @Test
    void allHops_shareOneTimeout() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/")) {
                wire.redirect("302 Found", "/silent");
            } else {
                wire.awaitHangUp();
                hungUp.countDown();
            }
        })) {
            try (AssetFetcher fetcher = fetcher(withRequestTimeout(reaching(server), Duration.ofSeconds(2)));
                    JobAssets assets = open(fetcher)) {
                assertUnavailable(await(assets.fetch(server.uri("/"), AssetKind.IMAGE)));
                assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void errorPageBehindRedirect_countsNotAsAsset() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/")) {
                wire.redirect("302 Found", "/gone");
            } else {
                wire.status("404 Not Found");
            }
        })) {
            assertAbsent(fetchOne(reaching(server), server.uri("/")));
        }
    }

    @Test
    void redirectToANameThatCannotBeConverted_isAbsent() throws Exception {
        try (WireServer server =
                WireServer.start((request, wire) -> wire.redirect("302 Found", "http://" + "å".repeat(1_100) + "/"))) {
            assertAbsent(fetchOne(reaching(server), server.uri("/")));
        }
    }

    /** Redirects from /n to /n-1 and answers /0. */
    private static WireServer countingDown() throws Exception {
        return WireServer.start((request, wire) -> {
            int n = Integer.parseInt(request.target().substring(1));
            if (n == 0) {
                wire.ok("here");
            } else {
                wire.redirect("302 Found", "/" + (n - 1));
            }
        });
    }
}
