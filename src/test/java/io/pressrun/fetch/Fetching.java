package io.pressrun.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.fetch.cache.CacheSettings;
import io.pressrun.fetch.exchange.HttpEnvironment;
import io.pressrun.fetch.exchange.HttpExchanges;
import io.pressrun.fetch.exchange.RecoverySettings;
import io.pressrun.fetch.exchange.RequestLimits;
import io.pressrun.fetch.http.ClientSettings;
import io.pressrun.fetch.http.ProxySettings;
import io.pressrun.fetch.policy.AddressPolicy;
import io.pressrun.fetch.policy.NameLookup;
import io.pressrun.fetch.policy.PolicySettings;
import io.pressrun.fetch.share.JobLimits;
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
import java.util.stream.Collectors;

/** What the tests of this package share: settings that list their servers, jobs, and patient waiting. */
public final class Fetching {
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private Fetching() {}

    /** Settings under which only the given servers are reachable on the loopback. */
    public static FetchSettings reaching(WireServer... servers) {
        return listing(Arrays.stream(servers).map(WireServer::hostAndPort).collect(Collectors.toSet()));
    }

    public static FetchSettings listing(Set<String> hosts) {
        return new FetchSettings(
                new PolicySettings(hosts, Set.of(), Set.of(), Set.of(80, 443)),
                new JobLimits(5_000_000, 100, 64),
                new RequestLimits(PATIENCE, 1_000_000, 5),
                new ClientSettings(PATIENCE, 16, true, "Pressrun-Test", null),
                new CacheSettings(1_000_000),
                new RecoverySettings(0, 5, Duration.ofMinutes(1)));
    }

    public static FetchSettings withRequestTimeout(FetchSettings base, Duration timeout) {
        RequestLimits request = base.request();
        return with(base, new RequestLimits(timeout, request.maxBytes(), request.maxRedirects()));
    }

    public static FetchSettings withLimits(FetchSettings base, long maxAssetBytes, long maxJobBytes, int maxAssets) {
        RequestLimits request = base.request();
        return with(
                with(base, new RequestLimits(request.timeout(), maxAssetBytes, request.maxRedirects())),
                new JobLimits(maxJobBytes, maxAssets, base.job().connections()));
    }

    public static FetchSettings withConnections(FetchSettings base, int perOrigin, int perJob) {
        JobLimits job = base.job();
        ClientSettings client = base.client();
        return with(
                with(base, new JobLimits(job.maxBytes(), job.maxAssets(), perJob)),
                new ClientSettings(
                        client.connectTimeout(), perOrigin, client.http2(), client.userAgent(), client.proxy()));
    }

    public static FetchSettings withHttp2(FetchSettings base, boolean http2) {
        ClientSettings client = base.client();
        return with(
                base,
                new ClientSettings(
                        client.connectTimeout(),
                        client.connectionsPerOrigin(),
                        http2,
                        client.userAgent(),
                        client.proxy()));
    }

    public static FetchSettings withProxy(FetchSettings base, ProxySettings proxy) {
        ClientSettings client = base.client();
        return with(
                base,
                new ClientSettings(
                        client.connectTimeout(),
                        client.connectionsPerOrigin(),
                        client.http2(),
                        client.userAgent(),
                        proxy));
    }

    public static FetchSettings withRetries(FetchSettings base, int maxRetries) {
        RecoverySettings recovery = new RecoverySettings(
                maxRetries, base.recovery().breakerFailures(), base.recovery().breakerPause());
        return new FetchSettings(base.policy(), base.job(), base.request(), base.client(), base.cache(), recovery);
    }

    public static FetchSettings withCache(FetchSettings base, long cacheBytes) {
        return new FetchSettings(
                base.policy(),
                base.job(),
                base.request(),
                base.client(),
                new CacheSettings(cacheBytes),
                base.recovery());
    }

    public static FetchSettings withPorts(FetchSettings base, Set<Integer> ports) {
        PolicySettings policy = base.policy();
        return withPolicy(
                base,
                new PolicySettings(
                        policy.allowedPrivateHosts(), policy.refusedNetworks(), policy.allowedOrigins(), ports));
    }

    public static FetchSettings withPolicy(FetchSettings base, PolicySettings policy) {
        return new FetchSettings(policy, base.job(), base.request(), base.client(), base.cache(), base.recovery());
    }

    private static FetchSettings with(FetchSettings base, JobLimits job) {
        return new FetchSettings(base.policy(), job, base.request(), base.client(), base.cache(), base.recovery());
    }

    private static FetchSettings with(FetchSettings base, RequestLimits request) {
        return new FetchSettings(base.policy(), base.job(), request, base.client(), base.cache(), base.recovery());
    }

    private static FetchSettings with(FetchSettings base, ClientSettings client) {
        return new FetchSettings(base.policy(), base.job(), base.request(), client, base.cache(), base.recovery());
    }

    public static HttpEnvironment environment(FetchSettings settings) {
        return HttpEnvironment.of(new AddressPolicy(settings.policy()));
    }

    public static AssetFetcher withNames(FetchSettings settings, NameLookup names) {
        return fetcher(settings, environment(settings).withNames(names));
    }

    public static AssetFetcher fetcher(FetchSettings settings, HttpEnvironment environment) {
        return fetcher(settings, environment, FetchListener.NONE);
    }

    public static AssetFetcher fetcher(FetchSettings settings, HttpEnvironment environment, FetchListener listener) {
        return new AssetFetcher(settings, ObjectReader.none(), listener, environment);
    }

    /** What the fetcher fetches with. */
    public static HttpExchanges exchanges(AssetFetcher fetcher) {
        return fetcher.exchanges();
    }

    /** The content of a {@code data:} URI. */
    public static Asset decoded(URI name, String text, long maxBytes) {
        return DataUri.decode(name, text, maxBytes);
    }

    /** Every name has these addresses. */
    public static NameLookup names(String... addresses) {
        List<InetAddress> answer =
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        return host -> answer;
    }

    public static AssetFetcher fetcher(FetchSettings settings) {
        return new AssetFetcher(settings, ObjectReader.none());
    }

    /** A fetcher whose cache and breakers go by the given clock. */
    public static AssetFetcher fetcher(FetchSettings settings, Clock clock) {
        return fetcher(settings, clock, FetchListener.NONE);
    }

    public static AssetFetcher fetcher(FetchSettings settings, Clock clock, FetchListener listener) {
        return fetcher(settings, environment(settings).withClock(clock).withRandom(new Random(1)), listener);
    }

    public static JobAssets open(AssetFetcher fetcher) {
        return open(fetcher, job(Map.of(), List.of()), PATIENCE);
    }

    public static JobAssets open(AssetFetcher fetcher, RenderJob job, Duration time) {
        return fetcher.open(
                job, new ReferenceResolver(job.baseUrl(), job.assets().keySet()), Deadline.after(time));
    }

    public static JobAssets openAs(String tenant, AssetFetcher fetcher) {
        return open(fetcher, job(Map.of(), List.of(), Map.of("tenant", tenant)), PATIENCE);
    }

    public static RenderJob job(Map<String, String> assets, List<RenderJob.OriginHeader> headers) {
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
    public static Asset fetchOne(FetchSettings settings, URI uri) {
        try (AssetFetcher fetcher = fetcher(settings);
                JobAssets assets = open(fetcher)) {
            return await(assets.fetch(uri, AssetKind.IMAGE));
        }
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer in time", e);
        }
    }

    public static Asset.Found found(Asset asset) {
        assertThat(asset).isInstanceOf(Asset.Found.class);
        return (Asset.Found) asset;
    }

    public static Asset.Missing missing(Asset asset) {
        assertThat(asset).isInstanceOf(Asset.Missing.class);
        return (Asset.Missing) asset;
    }

    public static void assertUnavailable(Asset asset) {
        Asset.Missing missing = missing(asset);
        assertThat(missing.transientFailure()).as(missing.toString()).isTrue();
        assertThat(missing.blocked()).isFalse();
    }

    public static void assertAbsent(Asset asset) {
        Asset.Missing missing = missing(asset);
        assertThat(missing.transientFailure()).as(missing.toString()).isFalse();
        assertThat(missing.blocked()).isFalse();
    }

    public static void assertBlocked(Asset asset) {
        Asset.Missing missing = missing(asset);
        assertThat(missing.blocked()).as(missing.toString()).isTrue();
        assertThat(missing.transientFailure()).isFalse();
        assertThat(missing.message()).isEqualTo("The fetch policy does not allow this address.");
    }
}
