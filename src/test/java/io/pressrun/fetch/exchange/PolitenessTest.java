package io.pressrun.fetch.exchange;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetcher;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.job;
import static io.pressrun.fetch.Fetching.missing;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.openAs;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.withConnections;
import static io.pressrun.fetch.Fetching.withLimits;
import static io.pressrun.fetch.Fetching.withRequestTimeout;
import static io.pressrun.fetch.Fetching.withRetries;
import static io.pressrun.fetch.exchange.Exchanges.caching;
import static io.pressrun.fetch.exchange.Exchanges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchListener;
import io.pressrun.fetch.FetchOutcome;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.JobAssets;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.job.AssetKind;
import io.pressrun.testing.SettableClock;
import io.pressrun.testing.WireServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolitenessTest {
    private final SettableClock clock = new SettableClock();
    private final Heard heard = new Heard();

    /** The server fails some times and then answers. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            503 Busy                                                ; 1 ; 2
            503 Busy                                                ; 2 ; 3
            503 Busy                                                ; 3 ; 3
            503 Busy|Retry-After: 0                                 ; 1 ; 2
            503 Busy|Retry-After: Wed, 31 Dec 2025 23:00:00 GMT     ; 1 ; 2
            503 Busy|Retry-After: Thu, 01 Jan 2026 00:00:01 GMT     ; 1 ; 2
            503 Busy|Retry-After: whenever                          ; 1 ; 2
            503 Busy|Retry-After: 3600                              ; 1 ; 1
            503 Busy|Retry-After: Thu, 01 Jan 2026 01:00:00 GMT     ; 1 ; 1
            429 Too Many Requests|Retry-After: 0                    ; 1 ; 2
            429 Too Many Requests|Retry-After: 3600                 ; 1 ; 1
            500 Error                                               ; 1 ; 1
            502 Bad Gateway                                         ; 1 ; 1
            504 Timeout                                             ; 1 ; 1
            404 Not Found                                           ; 1 ; 1
            200 OK|Content-Length: 99||short                        ; 1 ; 2
            reset                                                   ; 1 ; 2
            reset                                                   ; 2 ; 3
            reset                                                   ; 3 ; 3
            close                                                   ; 1 ; 2
            """)
    void requestThatMayPassLater_isSentAgain(String trouble, int times, int requests) throws Exception {
        var left = new AtomicInteger(times);
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (left.getAndDecrement() > 0) {
                        fail(wire, trouble);
                    } else {
                        wire.ok("body");
                    }
                });
                AssetFetcher fetcher = fetcher(withRetries(reaching(server), 2), clock, heard);
                JobAssets assets = open(fetcher)) {
            Asset answer = await(assets.fetch(server.uri("/"), AssetKind.IMAGE));

            assertThat(server.requests()).hasSize(requests);
            assertThat(heard.retries).hasSize(requests - 1);
            if (requests > times) {
                assertThat(found(answer).bytes()).asString().isEqualTo("body");
            } else if (trouble.startsWith("404")) {
                assertAbsent(answer);
            } else {
                assertUnavailable(answer);
            }
        }
    }

    @Test
    void tenants_takeTurnsAtACommonOrigin() throws Exception {
        var go = new Semaphore(0);
        try (WireServer server = WireServer.start((request, wire) -> {
                    go.acquire();
                    wire.ok("body");
                });
                AssetFetcher fetcher = fetcher(withConnections(reaching(server), 1, 64));
                JobAssets greedy = openAs("greedy", fetcher);
                JobAssets other = openAs("other", fetcher)) {
            for (int i = 0; i < 10; i++) {
                var _ = greedy.fetch(server.uri("/greedy" + i), AssetKind.IMAGE);
            }
            CompletableFuture<Asset> wanted = other.fetch(server.uri("/other"), AssetKind.IMAGE);
            go.release(3);

            found(await(wanted));
            assertThat(server.targets().indexOf("/other")).isLessThan(3);
            go.release(20);
        }
    }

    @Test
    void retryThatWouldBeLate_isNotWaitedFor() throws Exception {
        try (WireServer server = WireServer.start(
                        (request, wire) -> wire.respond("503 Busy", Map.of("Retry-After", "5"), new byte[0]));
                AssetFetcher fetcher = fetcher(withRetries(reaching(server), 2), clock);
                JobAssets hurried = open(fetcher, job(Map.of(), List.of()), Duration.ofSeconds(4))) {
            Asset answer = await(hurried.fetch(server.uri("/"), AssetKind.IMAGE));

            assertUnavailable(answer);
            assertThat(answer.transfer().status()).isEqualTo(503);
            assertThat(answer.transfer().took()).isLessThan(Duration.ofSeconds(3));
            assertThat(hurried.deadline().passed()).isFalse();
        }
    }

    @Test
    void everyAttempt_countsAgainstTheJobsBytes() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.respond("503 Busy", Map.of(), new byte[40]));
                AssetFetcher fetcher = fetcher(withLimits(withRetries(reaching(server), 10), 100, 100, 10), clock);
                JobAssets assets = open(fetcher)) {
            assertAbsent(await(assets.fetch(server.uri("/"), AssetKind.IMAGE)));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void deadOrigin_isLeftAloneAfterSomeFailuresAndTriedAgainAfterAPause() throws Exception {
        var dead = new AtomicBoolean(true);
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (dead.get()) {
                        wire.reset();
                    } else {
                        wire.ok("x");
                    }
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock, heard)) {
            for (int i = 0; i < 5; i++) {
                assertUnavailable(one(fetcher, server));
            }
            assertThat(heard.breakers).containsExactly(true);
            Asset.Missing refused = missing(one(fetcher, server));
            assertThat(refused.transientFailure()).isTrue();
            assertThat(refused.message())
                    .isEqualTo("The server did not answer the last requests, so it is not asked for a while.");
            assertThat(server.requests()).hasSize(5);

            clock.advance(Duration.ofSeconds(61));
            assertUnavailable(one(fetcher, server));
            assertThat(server.requests()).hasSize(6);
            assertUnavailable(one(fetcher, server));
            assertThat(server.requests()).hasSize(6);

            clock.advance(Duration.ofSeconds(61));
            dead.set(false);
            found(one(fetcher, server));
            found(one(fetcher, server));
            assertThat(server.requests()).hasSize(8);
            assertThat(heard.breakers).containsExactly(true, true, false);
        }
    }

    @Test
    void silentOrigin_isLeftAloneToo() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.awaitHangUp());
                AssetFetcher fetcher =
                        fetcher(withRequestTimeout(reaching(server), Duration.ofSeconds(1)), clock, heard)) {
            for (int i = 0; i < 5; i++) {
                assertThat(heard.breakers).isEmpty();
                assertUnavailable(one(fetcher, server));
            }
            await().untilAsserted(() -> assertThat(heard.breakers).containsExactly(true));
            int connections = server.connections();
            assertUnavailable(one(fetcher, server));
            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    @Test
    void silentOriginThatSomeoneAlwaysWaitsFor_isLeftAloneToo() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.awaitHangUp());
                AssetFetcher fetcher =
                        fetcher(withRequestTimeout(reaching(server), Duration.ofMillis(400)), clock, heard)) {
            PendingRequest patient = pending();
            caching(fetcher).request(HttpTarget.parse(server.uri("/")), AssetKind.IMAGE, patient);

            await().atMost(Fetching.PATIENCE).until(() -> patient.response().isDone());
            assertThat(patient.response().exceptionNow()).isInstanceOf(OriginDownException.class);
            assertThat(heard.breakers).containsExactly(true);
        }
    }

    /** As one whose redirects, or the pause before it was sent anew, took most of the job's time. */
    @Test
    void requestGivenUpSoonAfterItWasSent_saysNothingOfTheOrigin() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.awaitHangUp());
                AssetFetcher fetcher = fetcher(reaching(server), clock, heard)) {
            for (int i = 1; i <= 6; i++) {
                int requests = i;
                PendingRequest hurried = pending();
                caching(fetcher).request(HttpTarget.parse(server.uri("/")), AssetKind.IMAGE, hurried);
                await().until(() -> server.requests().size() == requests);
                hurried.timeOut();
            }
            assertThat(heard.breakers).isEmpty();
        }
    }

    @Test
    void requestsInTheQueueOfADeadOrigin_failWithIt() throws Exception {
        var all = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
                    all.await();
                    wire.reset();
                });
                AssetFetcher fetcher = fetcher(Fetching.withConnections(reaching(server), 5, 100), clock);
                JobAssets assets = open(fetcher)) {
            List<CompletableFuture<Asset>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(assets.fetch(server.uri("/" + i), AssetKind.IMAGE));
            }
            all.countDown();

            answers.forEach(answer -> assertUnavailable(await(answer)));
            assertThat(server.requests()).hasSizeLessThan(15);
        }
    }

    @Test
    void originThatAnswersNowAndThen_isNotLeftAlone() throws Exception {
        var count = new AtomicInteger();
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (count.incrementAndGet() % 5 == 0) {
                        wire.status("500 Error");
                    } else {
                        wire.reset();
                    }
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock, heard)) {
            for (int i = 0; i < 20; i++) {
                assertUnavailable(one(fetcher, server));
            }
            assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(20);
            assertThat(heard.breakers).isEmpty();
        }
    }

    @Test
    void slowAddressesOfOneTenant_doNotCutOffAnother() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (request.target().equals("/bad")) {
                        wire.reset();
                    } else {
                        wire.ok("x");
                    }
                });
                AssetFetcher fetcher = fetcher(reaching(server), clock)) {
            for (int i = 0; i < 6; i++) {
                try (JobAssets hostile = openAs("hostile", fetcher)) {
                    assertUnavailable(await(hostile.fetch(server.uri("/bad"), AssetKind.IMAGE)));
                }
            }
            try (JobAssets honest = openAs("honest", fetcher)) {
                found(await(honest.fetch(server.uri("/good"), AssetKind.IMAGE)));
            }
        }
    }

    /** Fetches as the only asset of a new job. */
    private static Asset one(AssetFetcher fetcher, WireServer server) {
        try (JobAssets assets = open(fetcher)) {
            return await(assets.fetch(server.uri("/"), AssetKind.IMAGE));
        }
    }

    /** {@code reset}, {@code close}, or a head with {@code |} for the ends of its lines. */
    private static void fail(WireServer.Wire wire, String trouble) throws IOException {
        switch (trouble) {
            case "reset" -> wire.reset();
            case "close" -> wire.close();
            default -> {
                boolean whole = !trouble.contains("||");
                wire.raw("HTTP/1.1 " + trouble.replace("|", "\r\n") + (whole ? "\r\nContent-Length: 0\r\n\r\n" : ""));
                if (!whole) {
                    wire.close();
                }
            }
        }
    }

    private static final class Heard implements FetchListener {
        private final List<String> retries = new CopyOnWriteArrayList<>();
        private final List<Boolean> breakers = new CopyOnWriteArrayList<>();

        @Override
        public void onFetched(@Nullable String host, FetchOutcome outcome, long bytes, Duration took) {}

        @Override
        public void onRetry(String host) {
            retries.add(host);
        }

        @Override
        public void onBreaker(String host, boolean open) {
            breakers.add(open);
        }
    }
}
