package io.pressrun.fetch.exchange;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetcher;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.job;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.openAs;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.withCache;
import static io.pressrun.fetch.Fetching.withLimits;
import static io.pressrun.fetch.Fetching.withRequestTimeout;
import static io.pressrun.fetch.exchange.Exchanges.caching;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchOutcome;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.AssetKind;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.testing.SettableClock;
import io.pressrun.testing.WireServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTest {
    /** It shows 2026-01-01T00:00:00Z. */
    private final SettableClock clock = new SettableClock();

    /** Lines of headers of the next answers, each ending with CR LF. */
    private final AtomicReference<String> headers = new AtomicReference<>("");

    /** An answer is stored at midnight and wanted by another job some seconds later. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Cache-Control: max-age=60                                                ; 59    ; fresh
            Cache-Control: max-age=60                                                ; 60    ; gone
            Cache-Control: MAX-AGE = 60                                              ; 59    ; fresh
            Cache-Control: max-age="60"                                              ; 59    ; fresh
            Cache-Control: ext="a, no-store", max-age=60                             ; 59    ; fresh
            Cache-Control: max-age=60|Cache-Control: max-age=0                       ; 59    ; fresh
            Cache-Control: max-age=99999999999999999999                              ; 99999 ; fresh
            Cache-Control: max-age=soon                                              ; 0     ; gone
            Cache-Control: max-age=-1                                                ; 0     ; gone
            Cache-Control: max-age=60|ETag: "a"                                      ; 59    ; fresh
            Cache-Control: max-age=60|ETag: "a"                                      ; 60    ; asked
            Cache-Control: max-age=60, must-revalidate|ETag: "a"                     ; 59    ; fresh
            Cache-Control: max-age=60, must-revalidate|ETag: "a"                     ; 60    ; asked
            Cache-Control: private, max-age=60                                       ; 59    ; fresh
            Cache-Control: private="X-User", max-age=60                              ; 59    ; fresh
            Cache-Control: public, max-age=60                                        ; 59    ; fresh
            Cache-Control: s-maxage=60                                               ; 0     ; gone
            Cache-Control: s-maxage=0, max-age=60                                    ; 59    ; fresh
            Cache-Control: proxy-revalidate, max-age=60                              ; 59    ; fresh
            Cache-Control: no-store, max-age=60                                      ; 0     ; gone
            Cache-Control: no-store, max-age=60|ETag: "a"                            ; 0     ; gone
            Cache-Control: max-age=60|Cache-Control: no-store                        ; 0     ; gone
            Cache-Control: must-understand, no-store, max-age=60                     ; 59    ; fresh
            Cache-Control: no-cache, max-age=60|ETag: "a"                            ; 0     ; asked
            Cache-Control: no-cache="Set-Cookie", max-age=60|ETag: "a"               ; 0     ; asked
            Cache-Control: no-cache, max-age=60                                      ; 0     ; gone
            Expires: Thu, 01 Jan 2026 00:01:00 GMT                                   ; 59    ; fresh
            Expires: Thu, 01 Jan 2026 00:01:00 GMT                                   ; 60    ; gone
            Expires: Thursday, 01-Jan-26 00:01:00 GMT                                ; 59    ; fresh
            Expires: Thu Jan  1 00:01:00 2026                                        ; 59    ; fresh
            Expires: Thu, 01 Jan 2026 00:01:00 GMT|Date: Thu, 01 Jan 2026 00:00:30 GMT ; 29  ; fresh
            Expires: Thu, 01 Jan 2026 00:01:00 GMT|Date: Thu, 01 Jan 2026 00:00:30 GMT ; 30  ; gone
            Expires: 0                                                               ; 0     ; gone
            Expires: Thu, 01 Jan 2026 00:01:00 GMT, if the weather is as the almanac says    ; 0     ; gone
            Cache-Control: max-age=60|Date: Thu, 01 Jan 2026 00:01:00 GMT, if the weather is as the almanac says ; 59 ; fresh
            Expires: Thu, 01 Jan 2026 00:01:00 GMT|Cache-Control: max-age=0          ; 0     ; gone
            Expires: 0|Cache-Control: max-age=60                                     ; 59    ; fresh
            Cache-Control: max-age=60|Age: 50                                        ; 9     ; fresh
            Cache-Control: max-age=60|Age: 50                                        ; 10    ; gone
            Cache-Control: max-age=60|Date: Wed, 31 Dec 2025 23:59:30 GMT            ; 29    ; fresh
            Cache-Control: max-age=60|Date: Wed, 31 Dec 2025 23:59:30 GMT            ; 30    ; gone
            Cache-Control: max-age=60|Date: Wed, 31 Dec 2025 23:59:30 GMT|Age: 10    ; 29    ; fresh
            Last-Modified: Wed, 31 Dec 2025 23:50:00 GMT                             ; 59    ; fresh
            Last-Modified: Wed, 31 Dec 2025 23:50:00 GMT                             ; 60    ; asked
            Last-Modified: Thu, 01 Jan 2015 00:00:00 GMT                             ; 86399 ; fresh
            Last-Modified: Thu, 01 Jan 2015 00:00:00 GMT                             ; 86400 ; asked
            Last-Modified: Fri, 01 Jan 2027 00:00:00 GMT                             ; 0     ; asked
            ETag: "a"                                                                ; 0     ; asked
            Cache-Control: max-age=60|Vary: Accept, Accept-Encoding, Cookie          ; 59    ; fresh
            Cache-Control: max-age=60|ETag: "a"|Vary: *                              ; 0     ; gone
            X-Nothing: said                                                          ; 0     ; gone
            """)
    void answer_isUsedAgainByTheRulesOfAPrivateCache(String lines, long secondsLater, String expected)
            throws Exception {
        headers.set(lines.replace("|", "\r\n") + "\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            Asset.Found first = image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(secondsLater));
            Asset.Found second = image(fetcher, server, "/");

            assertThat(first.transfer().fromCache()).isFalse();
            assertThat(second.bytes()).asString().isEqualTo("body");
            switch (expected) {
                case "fresh" -> {
                    assertThat(server.requests()).hasSize(1);
                    assertThat(second.transfer().fromCache()).isTrue();
                    assertThat(second.bytes()).isSameAs(first.bytes());
                }
                case "asked" -> {
                    assertThat(server.requests()).hasSize(2);
                    assertThat(server.requests().getLast().headers().keySet())
                            .containsAnyOf("if-none-match", "if-modified-since");
                    assertThat(second.transfer().fromCache()).isTrue();
                    assertThat(second.bytes()).isSameAs(first.bytes());
                }
                default -> {
                    assertThat(server.requests()).hasSize(2);
                    assertThat(server.requests().getLast().headers())
                            .doesNotContainKeys("if-none-match", "if-modified-since");
                    assertThat(second.transfer().fromCache()).isFalse();
                }
            }
            assertThat(second.transfer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "404 Not Found",
                "410 Gone",
                "403 Forbidden",
                "500 Error",
                "204 No Content",
                "206 Partial Content"
            })
    void answerThatIsNoSuccess_isKeptForTheJobAlone(String status) throws Exception {
        try (WireServer server = WireServer.start((request, wire) ->
                        wire.raw("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nCache-Control: max-age=60\r\n\r\n"));
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            for (int job = 0; job < 2; job++) {
                try (JobAssets assets = open(fetcher)) {
                    await(assets.fetch(server.uri("/"), AssetKind.IMAGE));
                    Asset again = await(assets.fetch(server.uri("/"), AssetKind.IMAGE));
                    assertThat(again.transfer().status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
                }
            }
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            301 Moved     ; X-Nothing: said           ; 599 ; 1
            301 Moved     ; X-Nothing: said           ; 600 ; 2
            308 Permanent ; X-Nothing: said           ; 599 ; 1
            301 Moved     ; Cache-Control: no-store   ; 0   ; 2
            302 Found     ; X-Nothing: said           ; 0   ; 2
            303 See Other ; X-Nothing: said           ; 0   ; 2
            307 Temporary ; X-Nothing: said           ; 0   ; 2
            302 Found     ; Cache-Control: max-age=60 ; 59  ; 1
            307 Temporary ; Cache-Control: max-age=60 ; 60  ; 2
            """)
    void redirect_isKeptByItsOwnRules(String status, String line, long secondsLater, int asked) throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (request.target().equals("/old")) {
                        wire.raw("HTTP/1.1 " + status + "\r\nLocation: /new\r\nContent-Length: 0\r\n" + line
                                + "\r\n\r\n");
                    } else {
                        wire.ok("here");
                    }
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            image(fetcher, server, "/old");
            clock.advance(Duration.ofSeconds(secondsLater));
            Asset.Found again = image(fetcher, server, "/old");

            assertThat(again.location()).isEqualTo(server.uri("/new"));
            assertThat(server.targets().stream().filter("/old"::equals)).hasSize(asked);
            assertThat(server.targets().stream().filter("/new"::equals)).hasSize(2);
        }
    }

    @Test
    void notModified_bringsNewHeadersToTheStoredBody() throws Exception {
        headers.set("Cache-Control: max-age=10\r\nETag: \"a\"\r\nContent-Type: image/png\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(20));
            headers.set("Cache-Control: max-age=1000\r\nETag: \"a\"\r\nContent-Type: text/plain\r\n");
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(999));
            Asset.Found third = image(fetcher, server, "/");

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().getLast().headers()).containsEntry("if-none-match", "\"a\"");
            assertThat(third.contentType()).isEqualTo("image/png");
        }
    }

    /** RFC 9110, 6.6.1: it is as old as its receipt. */
    @Test
    void notModifiedWithoutDate_makesTheStoredAnswerNew() throws Exception {
        headers.set("Cache-Control: max-age=60\r\nETag: \"a\"\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(100));
            headers.set("Cache-Control: max-age=60\r\nETag: \"a\"\r\n");
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(59));
            image(fetcher, server, "/");
            assertThat(server.requests()).hasSize(2);

            clock.advance(Duration.ofSeconds(1));
            image(fetcher, server, "/");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void notModifiedOfAnotherAnswer_isNotBelieved() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (request.headers().containsKey("if-none-match")) {
                        wire.raw("HTTP/1.1 304 Not Modified\r\nETag: \"b\"\r\n\r\n");
                    } else {
                        wire.raw("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 4\r\n\r\nbody");
                    }
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            image(fetcher, server, "/");
            assertThat(image(fetcher, server, "/").transfer().fromCache()).isFalse();
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().getLast().headers()).doesNotContainKey("if-none-match");
        }
    }

    @Test
    void changedAnswer_replacesTheStoredOne() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
                    String etag = request.headers().get("if-none-match") == null ? "\"a\"" : "\"b\"";
                    wire.raw("HTTP/1.1 200 OK\r\nCache-Control: max-age=10\r\nETag: " + etag
                            + "\r\nContent-Length: 3\r\n\r\n" + etag);
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(10));
            assertThat(image(fetcher, server, "/").bytes()).asString().isEqualTo("\"b\"");
            assertThat(image(fetcher, server, "/").bytes()).asString().isEqualTo("\"b\"");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void answerThatVariesByAccept_isUsedForTheSameKindOnly() throws Exception {
        headers.set("Cache-Control: max-age=60\r\nVary: accept\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            for (AssetKind kind : List.of(AssetKind.IMAGE, AssetKind.STYLESHEET, AssetKind.IMAGE)) {
                try (JobAssets assets = open(fetcher)) {
                    found(await(assets.fetch(server.uri("/"), kind)));
                }
            }
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void answerThatVariesByNothing_isUsedForEveryKind() throws Exception {
        headers.set("Cache-Control: max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            for (AssetKind kind : AssetKind.values()) {
                try (JobAssets assets = open(fetcher)) {
                    found(await(assets.fetch(server.uri("/"), kind)));
                }
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void tenants_shareNothing() throws Exception {
        headers.set("Cache-Control: public, max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock);
                JobAssets one = openAs("one", fetcher);
                JobAssets oneAgain = openAs("one", fetcher);
                JobAssets two = openAs("two", fetcher);
                JobAssets none = open(fetcher)) {
            for (JobAssets assets : List.of(one, oneAgain, two, none)) {
                found(await(assets.fetch(server.uri("/"), AssetKind.IMAGE)));
            }
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void credentials_shareNothing() throws Exception {
        headers.set("Cache-Control: public, max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            for (String value : List.of("1", "2", "1", "")) {
                List<OriginHeader> own = value.isEmpty()
                        ? List.of()
                        : List.of(new OriginHeader("http://" + server.hostAndPort(), "Authorization", value));
                try (JobAssets assets = open(fetcher, job(Map.of(), own), Fetching.PATIENCE)) {
                    found(await(assets.fetch(server.uri("/"), AssetKind.IMAGE)));
                }
            }
            assertThat(server.requests().stream()
                            .map(request -> request.headers().getOrDefault("authorization", "none")))
                    .containsExactly("1", "2", "none");
        }
    }

    @Test
    void headersForAnotherOrigin_doNotSetJobsApart() throws Exception {
        headers.set("Cache-Control: max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            for (String value : List.of("1", "2")) {
                List<OriginHeader> own = List.of(new OriginHeader("https://other.example", "Authorization", value));
                try (JobAssets assets = open(fetcher, job(Map.of(), own), Fetching.PATIENCE)) {
                    found(await(assets.fetch(server.uri("/"), AssetKind.IMAGE)));
                }
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cache-Control", "Pragma", "Range", "If-None-Match"})
    void jobThatSendsConditionsOfItsOwn_goesRoundTheCache(String name) throws Exception {
        headers.set("Cache-Control: max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            List<OriginHeader> own = List.of(new OriginHeader("http://" + server.hostAndPort(), name, "no-cache"));
            for (int job = 0; job < 2; job++) {
                try (JobAssets assets = open(fetcher, job(Map.of(), own), Fetching.PATIENCE)) {
                    await(assets.fetch(server.uri("/"), AssetKind.IMAGE));
                }
            }
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void staleAnswer_isServedWhileItIsRevalidated() throws Exception {
        var go = new CountDownLatch(1);
        List<String> bodies = new CopyOnWriteArrayList<>(List.of("new!"));
        try (WireServer server = WireServer.start((request, wire) -> {
                    String body = "old!";
                    if (request.headers().containsKey("if-none-match")) {
                        assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                        body = bodies.removeFirst();
                    }
                    wire.raw("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 4\r\n"
                            + "Cache-Control: max-age=60, stale-while-revalidate=30\r\n\r\n" + body);
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(90));
            for (int job = 0; job < 3; job++) {
                Asset.Found stale = image(fetcher, server, "/");
                assertThat(stale.bytes()).asString().isEqualTo("old!");
                assertThat(stale.transfer().fromCache()).isTrue();
            }
            go.countDown();
            Awaitility.await().untilAsserted(() -> {
                assertThat(image(fetcher, server, "/").bytes()).asString().isEqualTo("new!");
                assertThat(server.requests()).hasSize(2);
            });
        }
    }

    @Test
    void refreshes_areFewForAllJobsTogether() throws Exception {
        var go = new CountDownLatch(1);
        var refreshes = new AtomicInteger();
        headers.set("Cache-Control: max-age=60, stale-while-revalidate=30\r\nETag: \"a\"\r\n");
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (request.headers().containsKey("if-none-match")) {
                        refreshes.incrementAndGet();
                        go.await();
                    }
                    wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n" + headers.get() + "\r\nbody");
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            for (int i = 0; i < 20; i++) {
                image(fetcher, server, "/" + i);
            }
            clock.advance(Duration.ofSeconds(70));
            for (int i = 0; i < 20; i++) {
                image(fetcher, server, "/" + i);
            }
            assertThat(caching(fetcher).underWay()).isEqualTo(8);
            Awaitility.await().untilAsserted(() -> assertThat(refreshes).hasValue(8));

            go.countDown();
            Awaitility.await().until(() -> caching(fetcher).underWay() == 0);
            for (int i = 0; i < 20; i++) {
                image(fetcher, server, "/" + i);
            }
            Awaitility.await().untilAsserted(() -> assertThat(refreshes).hasValueGreaterThan(8));
        }
    }

    @Test
    void refresh_takesNoMoreThanAboutWhatWasStored() throws Exception {
        String large = "x".repeat(200_000);
        headers.set("Cache-Control: max-age=60, stale-while-revalidate=30\r\nETag: \"a\"\r\n");
        try (WireServer server = WireServer.start((request, wire) -> {
                    boolean refresh = request.headers().containsKey("if-none-match");
                    String body = refresh ? large : "old!";
                    wire.raw("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n" + headers.get() + "\r\n"
                            + body);
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(70));
            image(fetcher, server, "/");
            Awaitility.await().until(() -> server.requests().size() == 2);
            Awaitility.await().until(() -> caching(fetcher).underWay() == 0);

            assertThat(image(fetcher, server, "/").bytes()).asString().isEqualTo("old!");
        }
    }

    @Test
    void longAddresses_weighInTheCache() throws Exception {
        headers.set("Cache-Control: max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(withCache(reaching(server), 100_000), clock)) {
            for (int i = 0; i < 20; i++) {
                image(fetcher, server, "/" + i + "?" + "q".repeat(8_000));
            }
            assertThat(caching(fetcher).cache().size()).isBetween(1L, 6L);
        }
    }

    @Test
    void staleAnswerAfterItsGrace_isRevalidatedFirst() throws Exception {
        headers.set("Cache-Control: max-age=60, stale-while-revalidate=30\r\nETag: \"a\"\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(91));
            image(fetcher, server, "/");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            max-age=60, stale-if-error=30                  ; 90 ; 503   ; stale
            max-age=60, stale-if-error=30                  ; 90 ; 500   ; stale
            max-age=60, stale-if-error=30                  ; 90 ; close ; stale
            max-age=60, stale-if-error=30                  ; 90 ; hang  ; stale
            max-age=60, stale-if-error=30                  ; 91 ; hang  ; missing
            max-age=60, stale-if-error=30                  ; 91 ; 503   ; missing
            max-age=60, stale-if-error=30                  ; 90 ; 404   ; missing
            max-age=60, stale-if-error=30                  ; 90 ; 429   ; missing
            max-age=60                                     ; 60 ; 503   ; missing
            max-age=60, stale-if-error=30, must-revalidate ; 90 ; 503   ; missing
            no-cache, stale-if-error=30                    ; 10 ; 503   ; missing
            """)
    void staleAnswer_isServedForAnErrorWhenItsServerAllowedThat(
            String control, long secondsLater, String trouble, String expected) throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (!request.headers().containsKey("if-none-match")) {
                        wire.raw("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 4\r\nCache-Control: " + control
                                + "\r\n\r\nbody");
                    } else if (trouble.equals("close")) {
                        wire.close();
                    } else if (trouble.equals("hang")) {
                        wire.awaitHangUp();
                    } else {
                        wire.status(trouble + " Trouble");
                    }
                });
                AssetFetcher fetcher = fetcher(
                        withRequestTimeout(
                                reaching(server), trouble.equals("hang") ? Duration.ofSeconds(3) : Fetching.PATIENCE),
                        clock);
                JobAssets later = open(fetcher)) {
            image(fetcher, server, "/");
            clock.advance(Duration.ofSeconds(secondsLater));
            Asset answer = await(later.fetch(server.uri("/"), AssetKind.IMAGE));

            if (expected.equals("stale")) {
                assertThat(found(answer).transfer().fromCache()).isTrue();
            } else if (trouble.equals("404")) {
                assertAbsent(answer);
            } else {
                assertUnavailable(answer);
            }
        }
    }

    @Test
    void staleRedirectOfASilentServer_leadsToWhatIsStored() throws Exception {
        var silent = new AtomicBoolean();
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (silent.get()) {
                        wire.awaitHangUp();
                    } else {
                        String status = request.target().equals("/old") ? "301 Moved\r\nLocation: /new" : "200 OK";
                        wire.raw("HTTP/1.1 " + status + "\r\nContent-Length: 4\r\n"
                                + "Cache-Control: max-age=60, stale-if-error=30\r\n\r\nbody");
                    }
                });
                AssetFetcher fetcher = fetcher(withRequestTimeout(reaching(server), Duration.ofSeconds(3)), clock)) {
            image(fetcher, server, "/old");
            clock.advance(Duration.ofSeconds(90));
            silent.set(true);

            Asset.Found again = image(fetcher, server, "/old");
            assertThat(again.location()).isEqualTo(server.uri("/new"));
            assertThat(again.transfer().fromCache()).isTrue();
        }
    }

    @Test
    void storedAnswer_countsAgainstTheJobsBytes() throws Exception {
        headers.set("Cache-Control: max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(withLimits(reaching(server), 10, 7, 10), clock);
                JobAssets assets = open(fetcher)) {
            image(fetcher, server, "/1");
            image(fetcher, server, "/2");
            found(await(assets.fetch(server.uri("/1"), AssetKind.IMAGE)));
            assertAbsent(await(assets.fetch(server.uri("/2"), AssetKind.IMAGE)));
        }
    }

    @Test
    void answerLargerThanTheCache_isNotKept() throws Exception {
        headers.set("Cache-Control: max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(withCache(reaching(server), 300), clock)) {
            image(fetcher, server, "/");
            image(fetcher, server, "/");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void cacheOfNoSize_keepsNothing() throws Exception {
        headers.set("Cache-Control: max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher = fetcher(withCache(reaching(server), 0), clock)) {
            image(fetcher, server, "/");
            image(fetcher, server, "/");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void listener_hearsOfStoredAnswers() throws Exception {
        List<FetchOutcome> heard = new CopyOnWriteArrayList<>();
        headers.set("Cache-Control: max-age=60\r\n");
        try (WireServer server = site();
                AssetFetcher fetcher =
                        fetcher(reaching(server), clock, (host, outcome, bytes, took) -> heard.add(outcome))) {
            image(fetcher, server, "/");
            image(fetcher, server, "/");
        }
        assertThat(heard).containsExactly(FetchOutcome.FOUND, FetchOutcome.CACHED);
    }

    /** Answers 200 with the headers set, and 304 to conditions. */
    private WireServer site() throws IOException {
        return WireServer.start((request, wire) -> {
            boolean conditional = request.headers().containsKey("if-none-match")
                    || request.headers().containsKey("if-modified-since");
            if (conditional) {
                wire.raw("HTTP/1.1 304 Not Modified\r\n" + headers.get() + "\r\n");
            } else {
                wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n" + headers.get() + "\r\nbody");
            }
        });
    }

    /** Fetches as the only asset of a new job. */
    private static Asset.Found image(AssetFetcher fetcher, WireServer server, String path) {
        try (JobAssets assets = open(fetcher)) {
            return found(await(assets.fetch(server.uri(path), AssetKind.IMAGE)));
        }
    }
}
