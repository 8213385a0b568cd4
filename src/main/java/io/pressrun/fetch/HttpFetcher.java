package io.pressrun.fetch;

import io.pressrun.job.AssetKind;
import io.pressrun.job.RenderJob.OriginHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.AsyncHttpClientConfig.ResponseBodyPartFactory;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.ListenableFuture;
import org.asynchttpclient.Realm;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.SslEngineFactory;
import org.asynchttpclient.proxy.ProxyServer;
import org.asynchttpclient.uri.Uri;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches one address over HTTP, with the one client of the process. Thread-safe. */
final class HttpFetcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFetcher.class);
    private static final Duration NEVER = Duration.ofMillis(-1);
    private static final int STREAM_WINDOW = 1 << 20;
    /** More than this breaks an HTTP/2 connection, and with it the requests of others. */
    private static final int MAX_HEADERS = 64 * 1024;

    /** The parts of a body are the client's own buffers, which are read where they arrive, and not copies. */
    static final ResponseBodyPartFactory BODY_PARTS = ResponseBodyPartFactory.LAZY;

    private final FetchSettings settings;
    private final FetchListener listener;
    private final AddressPolicy policy;
    private final ClientThreads threads = new ClientThreads();
    private final ScheduledThreadPoolExecutor timer;
    private final Lookups lookups;
    private final Permits<HttpTarget.Origin> origins;
    private final @Nullable HttpTarget proxy;
    private final @Nullable ProxyServer proxyServer;
    private final AsyncHttpClient client;
    private final CachingClient hops;

    HttpFetcher(
            FetchSettings settings,
            AddressPolicy policy,
            NameLookup names,
            FetchListener listener,
            Clock clock,
            RandomGenerator random,
            SslEngineFactory tls) {
        this.settings = settings;
        this.listener = listener;
        this.policy = policy;
        this.timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.lookups = new Lookups(names, threads, this::later);
        this.origins = new Permits<>(settings.connectionsPerOrigin(), this::later);
        FetchSettings.Proxy way = settings.proxy();
        this.proxy = way == null ? null : HttpTarget.parse("http", way.hostAndPort(), "/");
        this.proxyServer = way == null || proxy == null ? null : proxyServer(way, proxy);
        this.client = new DefaultAsyncHttpClient(config(settings, threads, tls));
        this.hops = new CachingClient(this, settings, listener, clock, random);
    }

    private static DefaultAsyncHttpClientConfig config(
            FetchSettings settings, ClientThreads threads, SslEngineFactory tls) {
        BrokenConnections broken = new BrokenConnections();
        return new DefaultAsyncHttpClientConfig.Builder()
                .setFollowRedirect(false)
                .setMaxRequestRetry(0)
                .setCookieStore(null)
                .setUseProxyProperties(false)
                .setUseProxySelector(false)
                .setUseInsecureTrustManager(false)
                .setSslEngineFactory(tls)
                .setHttp2Enabled(speaksHttp2(settings))
                .setHttp2InitialWindowSize(STREAM_WINDOW)
                .setHttp2MaxHeaderListSize(MAX_HEADERS)
                .setHttp2PingInterval(SharedConnection.PULSE)
                // ContentCoding does it and, unlike the client, tells a compressed body that was cut short.
                .setEnableAutomaticDecompression(false)
                .setCompressionEnforced(false)
                .setResponseBodyPartFactory(BODY_PARTS)
                .setKeepAlive(true)
                .setPooledConnectionIdleTimeout(Duration.ofSeconds(30))
                // Connections are counted until they are closed, permits until the request ends.
                .setMaxConnectionsPerHost(2 * settings.connectionsPerOrigin())
                .setAcquireFreeChannelTimeout(0)
                .setConnectTimeout(settings.connectTimeout())
                .setHandshakeTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                // The client's own timeouts close an HTTP/2 connection under other jobs; RedirectChain and RequestAttempt have
                // their own.
                .setRequestTimeout(NEVER)
                .setReadTimeout(NEVER)
                .setUserAgent(settings.userAgent())
                .setThreadFactory(threads)
                .setHttpAdditionalChannelInitializer(
                        connection -> connection.pipeline().addFirst(broken))
                .setIoThreadsCount(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8))
                // Time for the streams to end on their loops; without it Netty logs errors.
                .setShutdownQuietPeriod(Duration.ofMillis(100))
                .setShutdownTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static ProxyServer proxyServer(FetchSettings.Proxy settings, HttpTarget address) {
        LOG.info(
                "Jobs fetch through the proxy {}. It resolves the names of public hosts, so it has to refuse those that"
                        + " lead to private addresses; private addresses that are written out are refused here.",
                settings.hostAndPort());
        ProxyServer.Builder server = new ProxyServer.Builder(address.host(), address.port());
        if (settings.user() != null) {
            server.setRealm(new Realm.Builder(settings.user(), settings.password())
                    .setScheme(Realm.AuthScheme.BASIC)
                    .setUsePreemptiveAuth(true));
        }
        return server.build();
    }

    /** Private hosts that the operator lists are reached directly. */
    Peer peerOf(HttpTarget target) {
        return new Peer(target, policy.isListed(target) ? null : proxy, policy);
    }

    /** Never completes exceptionally. Completing or cancelling the future from outside gives the fetch up. */
    CompletableFuture<Asset> fetch(URI uri, AssetKind kind, JobScope job) {
        long started = System.nanoTime();
        CompletableFuture<Asset> result = new RedirectChain(this, job, uri, kind).start();
        CompletableFuture<Asset> answer = new CompletableFuture<>();
        var _ = result.whenComplete((asset, failure) -> {
            Asset outcome = asset != null ? asset : Asset.Missing.unavailable(uri, "The fetch was given up.");
            tell(uri, outcome, Duration.ofNanos(System.nanoTime() - started));
            answer.complete(outcome);
        });
        var _ = answer.whenComplete((asset, failure) -> result.cancel(false));
        return answer;
    }

    private void tell(URI uri, Asset asset, Duration took) {
        long bytes = asset instanceof Asset.Found found ? found.bytes().length : 0;
        try {
            listener.onFetched(uri.getHost(), FetchOutcome.of(asset), bytes, took);
        } catch (RuntimeException e) {
            LOG.warn("the fetch listener failed", e);
        }
    }

    void tellRetry(String host) {
        try {
            listener.onRetry(host);
        } catch (RuntimeException e) {
            LOG.warn("the fetch listener failed", e);
        }
    }

    FetchSettings settings() {
        return settings;
    }

    AddressPolicy policy() {
        return policy;
    }

    Permits<HttpTarget.Origin> origins() {
        return origins;
    }

    Lookups lookups() {
        return lookups;
    }

    CachingClient hops() {
        return hops;
    }

    boolean onClientThread() {
        return threads.current();
    }

    /** Runs the task on a client thread; during shutdown on the calling one. */
    void later(Runnable task) {
        try {
            timer.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** {@code null} during shutdown. */
    @Nullable
    ScheduledFuture<?> after(Duration delay, Runnable task) {
        try {
            return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private static boolean speaksHttp2(FetchSettings settings) {
        return settings.http2() && settings.proxy() == null;
    }

    /** @param fresh as for {@link #send} */
    ConnectionLease carrier(HttpTarget target, boolean fresh) {
        return new ConnectionLease(speaksHttp2(settings) && target.secure(), fresh);
    }

    /**
     * Sends one request.
     *
     * @param headers of the job, for this origin
     * @param prior what the cache has, to be confirmed
     * @param fresh on a connection of its own, closed afterwards, and not on a pooled one
     * @param lookup finds the addresses of a name
     */
    ListenableFuture<HttpResponse> send(
            CacheKey key,
            List<OriginHeader> headers,
            @Nullable StoredResponse prior,
            boolean fresh,
            Function<String, CompletableFuture<List<InetAddress>>> lookup,
            ResponseCollector collector) {
        HttpTarget target = key.target();
        PoolKey pool = new PoolKey(policy.id(), target.origin(), fresh ? new Object() : null);
        Peer peer = peerOf(target);
        Uri uri =
                new Uri(target.scheme(), null, target.host(), target.shownPort(), target.path(), target.query(), null);
        RequestBuilder request = new RequestBuilder("GET", true)
                .setUri(uri)
                .setNameResolver(new PolicyResolver(peer, lookup))
                .setProxyServer(peer.proxied() ? proxyServer : null)
                .setChannelPoolPartitioning((u, host, proxy) -> pool)
                .setHeader("Accept", key.accept())
                .setHeader("Accept-Encoding", ContentCoding.ACCEPTED);
        if (fresh) {
            request.setHeader("Connection", "close");
        }
        if (prior != null && prior.etag() != null) {
            request.setHeader("If-None-Match", prior.etag());
        }
        if (prior != null && prior.lastModified() != null) {
            request.setHeader("If-Modified-Since", prior.lastModified());
        }
        headers.forEach(header -> request.setHeader(header.name(), header.value()));
        Request built = request.build();
        return client.executeRequest(built, collector);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            LOG.warn("the HTTP client did not close", e);
        }
        lookups.close();
        timer.shutdown();
    }

    /** @param only equal to nothing else, for a connection of one request */
    private record PoolKey(
            String policy,
            HttpTarget.Origin origin,
            @Nullable Object only) {}
}
