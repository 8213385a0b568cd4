package io.pressrun.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.AssetKind;
import io.pressrun.job.Deadline;
import io.pressrun.job.RenderJob;
import io.pressrun.testing.WireServer;
import io.pressrun.url.ReferenceResolver;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the tests of this package share: settings that list their servers, jobs, and patient waiting. */
final class Fetching {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Fetching() {}

    /** Settings under which only the given servers are reachable on the loopback. */
    static FetchSettings reaching(WireServer... servers) {
        return listing(Arrays.stream(servers).map(WireServer::hostAndPort).collect(Collectors.toSet()));
    }

    static FetchSettings listing(Set<String> hosts) {
        return new FetchSettings(
                hosts,
                Set.of(),
                Set.of(),
                Set.of(80, 443),
                null,
                PATIENCE,
                PATIENCE,
                1_000_000,
                5_000_000,
                100,
                5,
                16,
                true,
                64,
                1_000_000,
                0,
                5,
                Duration.ofMinutes(1),
                "Pressrun-Test");
    }

    static FetchSettings withRequestTimeout(FetchSettings base, Duration timeout) {
        return with(base, draft -> draft.requestTimeout = timeout);
    }

    static FetchSettings withLimits(FetchSettings base, long maxAssetBytes, long maxJobBytes, int maxAssets) {
        return with(base, draft -> {
            draft.maxAssetBytes = maxAssetBytes;
            draft.maxJobBytes = maxJobBytes;
            draft.maxAssets = maxAssets;
        });
    }

    static FetchSettings withConnections(FetchSettings base, int perOrigin, int perJob) {
        return with(base, draft -> {
            draft.connectionsPerOrigin = perOrigin;
            draft.connectionsPerJob = perJob;
        });
    }

    static FetchSettings withHttp2(FetchSettings base, boolean http2) {
        return with(base, draft -> draft.http2 = http2);
    }

    static FetchSettings withRetries(FetchSettings base, int maxRetries) {
        return with(base, draft -> draft.maxRetries = maxRetries);
    }

    static FetchSettings withCache(FetchSettings base, long cacheBytes) {
        return with(base, draft -> draft.cacheBytes = cacheBytes);
    }

    static FetchSettings withPorts(FetchSettings base, Set<Integer> ports) {
        return with(base, draft -> draft.ports = ports);
    }

    static FetchSettings withOrigins(FetchSettings base, String... origins) {
        return with(base, draft -> draft.allowedOrigins = Set.of(origins));
    }

    static FetchSettings withRefused(FetchSettings base, String... networks) {
        return with(base, draft -> draft.refusedNetworks = Set.of(networks));
    }

    static FetchSettings withProxy(FetchSettings base, FetchSettings.Proxy proxy) {
        return with(base, draft -> draft.proxy = proxy);
    }

    private static FetchSettings with(FetchSettings base, Consumer<Draft> change) {
        var draft = new Draft(base);
        change.accept(draft);
        return new FetchSettings(
                base.allowedPrivateHosts(),
                draft.refusedNetworks,
                draft.allowedOrigins,
                draft.ports,
                draft.proxy,
                base.connectTimeout(),
                draft.requestTimeout,
                draft.maxAssetBytes,
                draft.maxJobBytes,
                draft.maxAssets,
                base.maxRedirects(),
                draft.connectionsPerOrigin,
                draft.http2,
                draft.connectionsPerJob,
                draft.cacheBytes,
                draft.maxRetries,
                base.breakerFailures(),
                base.breakerPause(),
                base.userAgent());
    }

    /** What of the settings tests change. */
    private static final class Draft {
        private Set<String> refusedNetworks;
        private Set<String> allowedOrigins;
        private Set<Integer> ports;
        private FetchSettings.@Nullable Proxy proxy;
        private Duration requestTimeout;
        private long maxAssetBytes;
        private long maxJobBytes;
        private int maxAssets;
        private int connectionsPerOrigin;
        private boolean http2;
        private int connectionsPerJob;
        private long cacheBytes;
        private int maxRetries;

        Draft(FetchSettings base) {
            refusedNetworks = base.refusedNetworks();
            allowedOrigins = base.allowedOrigins();
            ports = base.ports();
            proxy = base.proxy();
            requestTimeout = base.requestTimeout();
            maxAssetBytes = base.maxAssetBytes();
            maxJobBytes = base.maxJobBytes();
            maxAssets = base.maxAssets();
            connectionsPerOrigin = base.connectionsPerOrigin();
            http2 = base.http2();
            connectionsPerJob = base.connectionsPerJob();
            cacheBytes = base.cacheBytes();
            maxRetries = base.maxRetries();
        }
    }

    static AssetFetcher withNames(FetchSettings settings, NameLookup names) {
        return new AssetFetcher(settings, ObjectReader.none(), FetchListener.NONE, names, new AddressPolicy(settings));
    }

    /** Every name has these addresses. */
    static NameLookup names(String... addresses) {
        List<InetAddress> answer =
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        return host -> answer;
    }

    static AssetFetcher fetcher(FetchSettings settings) {
        return new AssetFetcher(settings, ObjectReader.none());
    }

    /** A fetcher whose cache and breakers go by the given clock. */
    static AssetFetcher fetcher(FetchSettings settings, Clock clock) {
        return fetcher(settings, clock, FetchListener.NONE);
    }

    static AssetFetcher fetcher(FetchSettings settings, Clock clock, FetchListener listener) {
        return new AssetFetcher(
                settings,
                ObjectReader.none(),
                listener,
                NameLookup.system(),
                new AddressPolicy(settings),
                clock,
                new Random(1));
    }

    static JobAssets open(AssetFetcher fetcher) {
        return open(fetcher, job(Map.of(), List.of()), PATIENCE);
    }

    static JobAssets open(AssetFetcher fetcher, RenderJob job, Duration time) {
        return fetcher.open(
                job, new ReferenceResolver(job.baseUrl(), job.assets().keySet()), Deadline.after(time));
    }

    static JobAssets openAs(String tenant, AssetFetcher fetcher) {
        return open(fetcher, job(Map.of(), List.of(), Map.of("tenant", tenant)), PATIENCE);
    }

    static RenderJob job(Map<String, String> assets, List<RenderJob.OriginHeader> headers) {
        return job(assets, headers, Map.of());
    }

    private static RenderJob job(
            Map<String, String> assets, List<RenderJob.OriginHeader> headers, Map<String, String> labels) {
        RenderJob plain = RenderJob.ofHtml("test", "<p>x");
        return new RenderJob(
                plain.id(),
                plain.source(),
                null,
                assets,
                plain.page(),
                plain.pdf(),
                new RenderJob.FetchOptions(RenderJob.OnMissing.WARN, headers),
                plain.output(),
                null,
                labels);
    }

    /** Patient, for a job of its own. */
    static Waiter waiter() {
        return waiter(false);
    }

    /** @param ended the job has ended */
    static Waiter waiter(boolean ended) {
        var scope = new JobScope(
                null,
                new JobHeaders(List.of()),
                new JobBudget(1_000_000, 10),
                new Permits<>(1, Runnable::run),
                Deadline.after(PATIENCE),
                new AtomicBoolean(ended));
        return new Waiter(scope, () -> {}, () -> PATIENCE);
    }

    /** Fetches one address as the only asset of a job. */
    static Asset fetchOne(FetchSettings settings, URI uri) {
        try (AssetFetcher fetcher = fetcher(settings);
                JobAssets assets = open(fetcher)) {
            return await(assets.fetch(uri, AssetKind.IMAGE));
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }

    static Asset.Found found(Asset asset) {
        assertThat(asset).isInstanceOf(Asset.Found.class);
        return (Asset.Found) asset;
    }

    static Asset.Missing missing(Asset asset) {
        assertThat(asset).isInstanceOf(Asset.Missing.class);
        return (Asset.Missing) asset;
    }

    static void assertUnavailable(Asset asset) {
        Asset.Missing missing = missing(asset);
        assertThat(missing.transientFailure()).as(missing.toString()).isTrue();
        assertThat(missing.blocked()).isFalse();
    }

    static void assertAbsent(Asset asset) {
        Asset.Missing missing = missing(asset);
        assertThat(missing.transientFailure()).as(missing.toString()).isFalse();
        assertThat(missing.blocked()).isFalse();
    }

    static void assertBlocked(Asset asset) {
        Asset.Missing missing = missing(asset);
        assertThat(missing.blocked()).as(missing.toString()).isTrue();
        assertThat(missing.transientFailure()).isFalse();
        assertThat(missing.message()).isEqualTo("The fetch policy does not allow this address.");
    }
}
