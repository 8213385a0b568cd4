package io.pressrun.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.document.ReferenceResolver;
import io.pressrun.job.AssetKind;
import io.pressrun.job.Deadline;
import io.pressrun.job.RenderJob;
import io.pressrun.testing.WireServer;
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
import java.util.stream.Collectors;

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
                Set.of(80, 443),
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
        return new FetchSettings(
                base.allowedPrivateHosts(),
                base.ports(),
                base.connectTimeout(),
                timeout,
                base.maxAssetBytes(),
                base.maxJobBytes(),
                base.maxAssets(),
                base.maxRedirects(),
                base.connectionsPerOrigin(),
                base.http2(),
                base.connectionsPerJob(),
                base.cacheBytes(),
                base.maxRetries(),
                base.breakerFailures(),
                base.breakerPause(),
                base.userAgent());
    }

    static FetchSettings withLimits(FetchSettings base, long maxAssetBytes, long maxJobBytes, int maxAssets) {
        return new FetchSettings(
                base.allowedPrivateHosts(),
                base.ports(),
                base.connectTimeout(),
                base.requestTimeout(),
                maxAssetBytes,
                maxJobBytes,
                maxAssets,
                base.maxRedirects(),
                base.connectionsPerOrigin(),
                base.http2(),
                base.connectionsPerJob(),
                base.cacheBytes(),
                base.maxRetries(),
                base.breakerFailures(),
                base.breakerPause(),
                base.userAgent());
    }

    static FetchSettings withConnections(FetchSettings base, int perOrigin, int perJob) {
        return new FetchSettings(
                base.allowedPrivateHosts(),
                base.ports(),
                base.connectTimeout(),
                base.requestTimeout(),
                base.maxAssetBytes(),
                base.maxJobBytes(),
                base.maxAssets(),
                base.maxRedirects(),
                perOrigin,
                base.http2(),
                perJob,
                base.cacheBytes(),
                base.maxRetries(),
                base.breakerFailures(),
                base.breakerPause(),
                base.userAgent());
    }

    static FetchSettings withHttp2(FetchSettings base, boolean http2) {
        return polite(base, http2, base.cacheBytes(), base.maxRetries());
    }

    static FetchSettings withRetries(FetchSettings base, int maxRetries) {
        return polite(base, base.http2(), base.cacheBytes(), maxRetries);
    }

    static FetchSettings withCache(FetchSettings base, long cacheBytes) {
        return polite(base, base.http2(), cacheBytes, base.maxRetries());
    }

    private static FetchSettings polite(FetchSettings base, boolean http2, long cacheBytes, int maxRetries) {
        return new FetchSettings(
                base.allowedPrivateHosts(),
                base.ports(),
                base.connectTimeout(),
                base.requestTimeout(),
                base.maxAssetBytes(),
                base.maxJobBytes(),
                base.maxAssets(),
                base.maxRedirects(),
                base.connectionsPerOrigin(),
                http2,
                base.connectionsPerJob(),
                cacheBytes,
                maxRetries,
                base.breakerFailures(),
                base.breakerPause(),
                base.userAgent());
    }

    static FetchSettings withPorts(FetchSettings base, Set<Integer> ports) {
        return new FetchSettings(
                base.allowedPrivateHosts(),
                ports,
                base.connectTimeout(),
                base.requestTimeout(),
                base.maxAssetBytes(),
                base.maxJobBytes(),
                base.maxAssets(),
                base.maxRedirects(),
                base.connectionsPerOrigin(),
                base.http2(),
                base.connectionsPerJob(),
                base.cacheBytes(),
                base.maxRetries(),
                base.breakerFailures(),
                base.breakerPause(),
                base.userAgent());
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
