package io.pressrun.fetch.exchange;

import io.pressrun.fetch.cache.CacheSettings;
import io.pressrun.fetch.cache.HttpCache;
import io.pressrun.fetch.http.ClientSettings;
import io.pressrun.fetch.http.ClientThreads;
import io.pressrun.fetch.http.ClientTimer;
import io.pressrun.fetch.http.HttpClient;
import io.pressrun.fetch.policy.AddressPolicy;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.share.JobScope;
import io.pressrun.fetch.share.Lookups;
import io.pressrun.fetch.share.Permits;
import io.pressrun.job.AssetKind;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Fetches over HTTP for all jobs of the process, with one client, cache and set of limits. Thread-safe. */
public final class HttpExchanges implements AutoCloseable {
    private final AddressPolicy policy;
    private final RequestLimits limits;
    private final ClientThreads threads = new ClientThreads();
    private final ClientTimer timer = new ClientTimer(threads);
    private final Permits<HttpTarget.Origin> permits;
    private final Lookups lookups;
    private final HttpClient client;
    private final CachingClient caching;

    public HttpExchanges(
            ClientSettings settings,
            RequestLimits limits,
            CacheSettings cache,
            RecoverySettings recovery,
            HttpEnvironment environment,
            RequestListener listener) {
        this.policy = environment.policy();
        this.limits = limits;
        this.permits = new Permits<>(settings.connectionsPerOrigin(), timer);
        this.lookups = new Lookups(environment.names(), threads, timer);
        this.client = new HttpClient(settings, policy, threads, environment.tls());
        this.caching = new CachingClient(new ExchangeContext(
                client,
                new HttpCache(cache.maxBytes()),
                new Breakers(recovery.breakerFailures(), recovery.breakerPause(), environment.clock(), listener),
                new Retries(recovery.maxRetries(), environment.clock(), environment.random()),
                permits,
                lookups,
                timer,
                environment.clock(),
                limits,
                listener));
    }

    /**
     * Fetches one address, its redirects followed. The future ends exceptionally when there is no response, or none that
     * may be followed; completing or cancelling it from outside gives the fetch up.
     */
    public CompletableFuture<FetchedResponse> fetch(URI uri, AssetKind kind, JobScope job) {
        return new RedirectChain(caching, policy, timer, limits, job, uri, kind).start();
    }

    /** Runs what has to wait, on a thread of the client. */
    public ClientTimer timer() {
        return timer;
    }

    /** Whether the calling thread is one of the client's own, which must never wait for a fetch. */
    public boolean onClientThread() {
        return threads.current();
    }

    /** For tests. */
    CachingClient caching() {
        return caching;
    }

    /** Permits of the origins, for tests. */
    Permits<HttpTarget.Origin> permits() {
        return permits;
    }

    @Override
    public void close() {
        client.close();
        lookups.close();
        timer.close();
    }
}
