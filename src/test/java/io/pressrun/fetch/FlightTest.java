package io.pressrun.fetch;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetcher;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.job;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.openAs;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.waiter;
import static io.pressrun.fetch.Fetching.withLimits;
import static io.pressrun.fetch.Fetching.withRequestTimeout;
import static io.pressrun.fetch.Fetching.withRetries;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.AssetKind;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.testing.WireServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightTest {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void jobsOfOneTenant_shareOneRequestAndItsBytes() throws Exception {
        try (WireServer server = holding("");
                AssetFetcher fetcher = fetcher(reaching(server))) {
            List<CompletableFuture<Asset>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(open(fetcher).fetch(server.uri("/"), AssetKind.IMAGE));
            }
            go.countDown();

            byte[] bytes = found(await(answers.getFirst())).bytes();
            assertThat(bytes).asString().isEqualTo("body");
            assertThat(answers)
                    .allSatisfy(
                            answer -> assertThat(found(await(answer)).bytes()).isSameAs(bytes));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void jobsOfSeveralTenants_shareNone() throws Exception {
        try (WireServer server = holding("");
                AssetFetcher fetcher = fetcher(reaching(server))) {
            List<CompletableFuture<Asset>> answers = List.of(
                    openAs("one", fetcher).fetch(server.uri("/"), AssetKind.IMAGE),
                    openAs("two", fetcher).fetch(server.uri("/"), AssetKind.IMAGE),
                    open(fetcher).fetch(server.uri("/"), AssetKind.IMAGE));
            go.countDown();

            answers.forEach(answer -> found(await(answer)));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void jobsWithSeveralCredentials_shareNone() throws Exception {
        try (WireServer server = holding("");
                AssetFetcher fetcher = fetcher(reaching(server))) {
            List<CompletableFuture<Asset>> answers = new ArrayList<>();
            for (String value : List.of("1", "2", "1")) {
                var own = new OriginHeader("http://" + server.hostAndPort(), "Authorization", value);
                answers.add(open(fetcher, job(Map.of(), List.of(own)), Fetching.PATIENCE)
                        .fetch(server.uri("/"), AssetKind.IMAGE));
            }
            go.countDown();

            answers.forEach(answer -> found(await(answer)));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void firstJobThatEnds_leavesTheAnswerToTheOthers() throws Exception {
        try (WireServer server = holding("");
                AssetFetcher fetcher = fetcher(reaching(server));
                JobAssets first = open(fetcher);
                JobAssets second = open(fetcher)) {
            CompletableFuture<Asset> given = first.fetch(server.uri("/"), AssetKind.IMAGE);
            CompletableFuture<Asset> kept = second.fetch(server.uri("/"), AssetKind.IMAGE);
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            first.close();
            assertUnavailable(await(given));
            go.countDown();

            assertThat(found(await(kept)).bytes()).asString().isEqualTo("body");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void deadlineOfOneJob_leavesTheAnswerToTheOthers() throws Exception {
        try (WireServer server = holding("");
                AssetFetcher fetcher = fetcher(reaching(server));
                JobAssets hurried = open(fetcher, job(Map.of(), List.of()), Duration.ofSeconds(2));
                JobAssets patient = open(fetcher)) {
            CompletableFuture<Asset> given = hurried.fetch(server.uri("/"), AssetKind.IMAGE);
            CompletableFuture<Asset> kept = patient.fetch(server.uri("/"), AssetKind.IMAGE);
            assertUnavailable(await(given));
            go.countDown();

            found(await(kept));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void requestThatNobodyWaitsFor_isGivenUp() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (request.target().equals("/")) {
                        arrived.countDown();
                        wire.awaitHangUp();
                        hungUp.countDown();
                    } else {
                        wire.ok("x");
                    }
                });
                AssetFetcher fetcher = fetcher(reaching(server));
                JobAssets first = open(fetcher);
                JobAssets second = open(fetcher);
                JobAssets third = open(fetcher)) {
            var _ = first.fetch(server.uri("/"), AssetKind.IMAGE);
            var _ = second.fetch(server.uri("/"), AssetKind.IMAGE);
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            first.close();
            // A whole exchange, within which a hang-up would have come.
            found(await(third.fetch(server.uri("/meanwhile"), AssetKind.IMAGE)));
            assertThat(hungUp.getCount()).isOne();
            second.close();
            assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(fetcher.http().hops().underWay()).isZero();
            assertThat(fetcher.http().origins().keysInUse()).isZero();
            found(await(third.fetch(server.uri("/other"), AssetKind.IMAGE)));
        }
    }

    @Test
    void flightThatJobsAtTheirEndLeftUnsent_isJoinedByNobody() throws Exception {
        go.countDown();
        try (WireServer server = holding("");
                AssetFetcher fetcher = fetcher(reaching(server))) {
            Hops hops = fetcher.http().hops();
            HttpTarget target = HttpTarget.parse(server.uri("/"));
            Waiter ending = waiter(true);
            Waiter live = waiter();
            hops.ask(target, AssetKind.IMAGE, ending);
            hops.ask(target, AssetKind.IMAGE, live);

            assertThat(await(live.answer()).answer().status()).isEqualTo(200);
            assertThat(ending.answer()).isNotDone();
            ending.leave();
            assertThat(fetcher.http().origins().keysInUse()).isZero();
        }
    }

    @Test
    void requestThatHangs_isGivenUpForAnotherThoughSomeWait() throws Exception {
        var count = new AtomicInteger();
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (count.getAndIncrement() == 0) {
                        wire.awaitHangUp();
                    } else {
                        wire.respond("200 OK", Map.of("Cache-Control", "max-age=60"), new byte[4]);
                    }
                });
                AssetFetcher fetcher = fetcher(withRequestTimeout(reaching(server), Duration.ofSeconds(3)))) {
            HttpTarget target = HttpTarget.parse(server.uri("/"));
            List<Waiter> waiters = List.of(waiter(), waiter(), waiter());
            waiters.forEach(waiter -> fetcher.http().hops().ask(target, AssetKind.IMAGE, waiter));

            for (Waiter waiter : waiters) {
                assertThat(await(waiter.answer()).answer().body()).hasSize(4);
            }
            assertThat(server.requests()).hasSize(2);
            assertThat(fetcher.http().hops().underWay()).isZero();
            assertThat(fetcher.http().origins().keysInUse()).isZero();
        }
    }

    @Test
    void jobThatComesAsTheLastOneLeaves_getsAnAnswer() throws Exception {
        var both = new CyclicBarrier(2);
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("body"));
                AssetFetcher fetcher = fetcher(reaching(server))) {
            Hops hops = fetcher.http().hops();
            for (int i = 0; i < 1_000; i++) {
                HttpTarget target = HttpTarget.parse(server.uri("/" + i));
                Waiter leaving = waiter();
                Waiter coming = waiter();
                hops.ask(target, AssetKind.IMAGE, leaving);
                Thread leaver = Thread.ofPlatform().start(() -> {
                    meet(both);
                    leaving.leave();
                });
                meet(both);
                hops.ask(target, AssetKind.IMAGE, coming);

                assertThat(await(coming.answer()).answer().status()).isEqualTo(200);
                leaver.join();
            }
            assertThat(hops.underWay()).isZero();
            assertThat(fetcher.http().origins().keysInUse()).isZero();
        }
    }

    @Test
    void jobThatLeavesAsItsRequestIsSentAnew_leavesNoPermitBehind() throws Exception {
        AtomicReference<Waiter> current = new AtomicReference<>();
        FetchListener leaving = new FetchListener() {
            @Override
            public void onFetched(@Nullable String host, FetchOutcome outcome, long bytes, Duration took) {}

            @Override
            public void onRetry(String host) {
                current.get().leave();
            }
        };
        RandomGenerator noPause = () -> 0;
        try (WireServer server = WireServer.start((request, wire) -> wire.status("503 Busy"))) {
            FetchSettings settings = withRetries(reaching(server), 1);
            try (var fetcher = new AssetFetcher(
                    settings,
                    ObjectReader.none(),
                    leaving,
                    NameLookup.system(),
                    new AddressPolicy(settings),
                    Clock.systemUTC(),
                    noPause)) {
                HttpTarget target = HttpTarget.parse(server.uri("/"));
                for (int i = 0; i < 1_000; i++) {
                    Waiter waiter = waiter();
                    current.set(waiter);
                    fetcher.http().hops().ask(target, AssetKind.IMAGE, waiter);
                    var _ = waiter.answer().handle((answer, failure) -> "left").get(20, TimeUnit.SECONDS);
                }
                Awaitility.await()
                        .untilAsserted(() ->
                                assertThat(fetcher.http().origins().keysInUse()).isZero());
                assertThat(fetcher.http().hops().underWay()).isZero();
            }
        }
    }

    @Test
    void jobThatHasNoBytesLeft_dropsOutAlone() throws Exception {
        try (WireServer server = holding("");
                AssetFetcher fetcher = fetcher(withLimits(reaching(server), 10, 10, 10));
                JobAssets spent = open(fetcher);
                JobAssets other = open(fetcher)) {
            found(await(spent.fetch(URI.create("data:,12345678"), AssetKind.IMAGE)));
            CompletableFuture<Asset> tooMuch = spent.fetch(server.uri("/"), AssetKind.IMAGE);
            CompletableFuture<Asset> enough = other.fetch(server.uri("/"), AssetKind.IMAGE);
            go.countDown();

            assertAbsent(await(tooMuch));
            found(await(enough));
        }
    }

    @Test
    void everyJob_paysForTheUnpackedBody() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[5_000]);
        }
        try (WireServer server = WireServer.start((request, wire) -> {
                    assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                    wire.respond("200 OK", Map.of("Content-Encoding", "gzip"), packed.toByteArray());
                });
                AssetFetcher fetcher = fetcher(withLimits(reaching(server), 9_000, 9_000, 10));
                JobAssets spent = open(fetcher);
                JobAssets other = open(fetcher)) {
            found(await(spent.fetch(URI.create("data:," + "x".repeat(5_000)), AssetKind.IMAGE)));
            CompletableFuture<Asset> tooMuch = spent.fetch(server.uri("/"), AssetKind.IMAGE);
            CompletableFuture<Asset> enough = other.fetch(server.uri("/"), AssetKind.IMAGE);
            go.countDown();

            assertAbsent(await(tooMuch));
            assertThat(found(await(enough)).bytes()).hasSize(5_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cache-Control: no-store\r\n", "Vary: *\r\n"})
    void answerForOneRequestAlone_isGivenToOneJob(String header) throws Exception {
        try (WireServer server = holding(header);
                AssetFetcher fetcher = fetcher(reaching(server))) {
            List<CompletableFuture<Asset>> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(open(fetcher).fetch(server.uri("/"), AssetKind.IMAGE));
            }
            go.countDown();

            answers.forEach(answer -> found(await(answer)));
            assertThat(server.requests()).hasSize(3);
        }
    }

    /** A document that names many hosts whose names take long must not hold up a flight that others wait for, too. */
    @Test
    void jobWithAllItsLookupsTaken_doesNotHoldUpOthers() throws Exception {
        var end = new CountDownLatch(1);
        NameLookup names = host -> {
            if (host.startsWith("slow")) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        };
        go.countDown();
        try (WireServer server = holding("")) {
            FetchSettings settings = Fetching.listing(Set.of("shared.example:" + server.port()));
            URI shared = URI.create("http://shared.example:" + server.port() + "/");
            try (var fetcher = new AssetFetcher(
                            settings,
                            ObjectReader.none(),
                            FetchListener.NONE,
                            names,
                            new AddressPolicy(settings),
                            Clock.systemUTC(),
                            new Random(1));
                    JobAssets hostile = open(fetcher);
                    JobAssets honest = open(fetcher)) {
                for (int i = 0; i < 20; i++) {
                    var _ = hostile.fetch(URI.create("http://slow" + i + ".example/"), AssetKind.IMAGE);
                }
                var _ = hostile.fetch(shared, AssetKind.IMAGE);
                found(await(honest.fetch(shared, AssetKind.IMAGE)));
            } finally {
                end.countDown();
            }
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers every request once it may go. */
    private WireServer holding(String header) throws IOException {
        return WireServer.start((request, wire) -> {
            arrived.countDown();
            assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n" + header + "\r\nbody");
        });
    }
}
