package io.pressrun.fetch.share;

import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.openAs;
import static io.pressrun.fetch.Fetching.withNames;
import static io.pressrun.fetch.Fetching.withRequestTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.JobAssets;
import io.pressrun.fetch.policy.NameLookup;
import io.pressrun.job.AssetKind;
import io.pressrun.testing.WireServer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What names that nobody answers for cost others. */
class LookupsTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger stuck = new AtomicInteger();

    @AfterEach
    void endLookups() {
        end.countDown();
    }

    @Test
    void namesWithoutAnAnswer_holdUpTheirOwnJobsAlone() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x"));
                AssetFetcher fetcher = withNames(settings(server), this::lookup)) {
            List<JobAssets> hostile =
                    IntStream.range(0, 6).mapToObj(i -> open(fetcher)).toList();
            IntStream.range(0, 6)
                    .mapToObj(i -> stuckNames(hostile.get(i), "job" + i))
                    .flatMap(List::stream)
                    .toList()
                    .forEach(answer -> assertUnavailable(await(answer)));
            assertThat(stuck).hasValue(6 * 8);
            hostile.forEach(JobAssets::close);

            try (JobAssets honest = open(fetcher)) {
                found(await(honest.fetch(URI.create("http://good.example:" + server.port() + "/"), AssetKind.IMAGE)));
            }
        }
    }

    @Test
    void jobsOfATenant_shareItsPlaces() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x"));
                AssetFetcher fetcher = withNames(settings(server), this::lookup);
                JobAssets first = openAs("a", fetcher);
                JobAssets second = openAs("a", fetcher)) {
            stuckNames(first, "first").forEach(answer -> assertUnavailable(await(answer)));
            stuckNames(second, "second").forEach(answer -> assertUnavailable(await(answer)));

            assertThat(stuck).hasValue(8);
        }
    }

    @Test
    void errorInALookup_leavesNobodyWaiting() throws Exception {
        var lookups = new AtomicInteger();
        NameLookup failing = host -> {
            if (lookups.getAndIncrement() == 0) {
                throw new StackOverflowError("for a test");
            }
            return List.of(InetAddress.getLoopbackAddress());
        };
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x"));
                AssetFetcher fetcher = withNames(settings(server), failing);
                JobAssets assets = open(fetcher)) {
            String origin = "http://good.example:" + server.port();

            assertUnavailable(await(assets.fetch(URI.create(origin + "/1"), AssetKind.IMAGE)));
            found(await(assets.fetch(URI.create(origin + "/2"), AssetKind.IMAGE)));
        }
    }

    private static FetchSettings settings(WireServer server) {
        return withRequestTimeout(Fetching.listing(Set.of("good.example:" + server.port())), Duration.ofSeconds(2));
    }

    private List<InetAddress> lookup(String host) {
        if (!host.startsWith("good")) {
            stuck.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return List.of(InetAddress.getLoopbackAddress());
    }

    private static List<CompletableFuture<Asset>> stuckNames(JobAssets assets, String label) {
        return IntStream.range(0, 40)
                .mapToObj(i -> assets.fetch(URI.create("http://" + label + "-" + i + ".example/"), AssetKind.IMAGE))
                .toList();
    }
}
