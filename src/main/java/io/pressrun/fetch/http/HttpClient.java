package io.pressrun.fetch.http;

import io.pressrun.fetch.policy.AddressPolicy;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.policy.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.AsyncHttpClientConfig.ResponseBodyPartFactory;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.ListenableFuture;
import org.asynchttpclient.Realm;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.SslEngineFactory;
import org.asynchttpclient.proxy.ProxyServer;
import org.asynchttpclient.uri.Uri;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP client of the process. It sends single requests, follows no redirect, repeats nothing and keeps no
 * cookies; each connection leads to an address that the policy has passed. Thread-safe.
 */
public final class HttpClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpClient.class);
    private static final Duration NEVER = Duration.ofMillis(-1);
    private static final int STREAM_WINDOW = 1 << 20;
    /** More than this breaks an HTTP/2 connection, and with it the requests of others. */
    private static final int MAX_HEADERS = 64 * 1024;

    /** The parts of a body are the client's own buffers, which are read where they arrive, and not copies. */
    static final ResponseBodyPartFactory BODY_PARTS = ResponseBodyPartFactory.LAZY;

    private final ClientSettings settings;
    private final AddressPolicy policy;
    private final @Nullable HttpTarget proxy;
    private final @Nullable ProxyServer proxyServer;
    private final AsyncHttpClient client;

    /** @param tls says which servers are trusted */
    public HttpClient(ClientSettings settings, AddressPolicy policy, ThreadFactory threads, SslEngineFactory tls) {
        this.settings = settings;
        this.policy = policy;
        ProxySettings operators = settings.proxy();
        this.proxy = operators == null ? null : operators.target();
        this.proxyServer = operators == null ? null : proxyServer(operators);
        this.client = new DefaultAsyncHttpClient(config(settings, threads, tls));
    }

    private static DefaultAsyncHttpClientConfig config(
            ClientSettings settings, ThreadFactory threads, SslEngineFactory tls) {
        BrokenConnections broken = new BrokenConnections();
        return new DefaultAsyncHttpClientConfig.Builder()
                .setFollowRedirect(false)
                .setMaxRequestRetry(0)
                .setCookieStore(null)
                .setUseProxyProperties(false)
                .setUseProxySelector(false)
                .setUseInsecureTrustManager(false)
                .setSslEngineFactory(tls)
                .setHttp2Enabled(settings.offersHttp2())
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
                // The client's own timeouts close an HTTP/2 connection under other jobs; fetches and attempts have
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

    private static ProxyServer proxyServer(ProxySettings settings) {
        log.info(
                "Jobs fetch through the proxy {}. It resolves the names of public hosts, so it has to refuse those that"
                        + " lead to private addresses; private addresses that are written out are refused here.",
                settings.hostAndPort());
        HttpTarget address = settings.target();
        ProxyServer.Builder server = new ProxyServer.Builder(address.host(), address.port());
        if (settings.user() != null) {
            server.setRealm(new Realm.Builder(settings.user(), settings.password())
                    .setScheme(Realm.AuthScheme.BASIC)
                    .setUsePreemptiveAuth(true));
        }
        return server.build();
    }

    /** What a request to the target connects to. Private hosts that the operator lists are reached directly. */
    public Peer peerOf(HttpTarget target) {
        return new Peer(target, policy.isListed(target) ? null : proxy, policy);
    }

    /** @param fresh as for {@link #send} */
    public ConnectionLease lease(HttpTarget target, boolean fresh) {
        return new ConnectionLease(settings.offersHttp2() && target.secure(), fresh);
    }

    /**
     * Sends one request.
     *
     * @param fresh on a connection of its own, closed afterwards, and not on a pooled one
     * @param lookup finds the addresses of a name
     */
    public ListenableFuture<HttpResponse> send(
            HttpRequest request,
            boolean fresh,
            Function<String, CompletableFuture<List<InetAddress>>> lookup,
            ResponseCollector collector) {
        HttpTarget target = request.target();
        PoolKey pool = new PoolKey(policy.id(), target.origin(), fresh ? new Object() : null);
        Peer peer = peerOf(target);
        RequestBuilder message = new RequestBuilder("GET", true)
                .setUri(uri(target))
                .setNameResolver(new PolicyResolver(peer, lookup))
                .setProxyServer(peer.proxied() ? proxyServer : null)
                .setChannelPoolPartitioning((u, host, proxy) -> pool)
                .setHeader("Accept", request.accept())
                .setHeader("Accept-Encoding", ContentCoding.ACCEPTED);
        if (fresh) {
            message.setHeader("Connection", "close");
        }
        if (request.etag() != null) {
            message.setHeader("If-None-Match", request.etag());
        }
        if (request.lastModified() != null) {
            message.setHeader("If-Modified-Since", request.lastModified());
        }
        request.headers().forEach(header -> message.setHeader(header.name(), header.value()));
        return client.executeRequest(message.build(), collector);
    }

    private static Uri uri(HttpTarget target) {
        return new Uri(target.scheme(), null, target.host(), target.shownPort(), target.path(), target.query(), null);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            log.warn("the HTTP client did not close", e);
        }
    }

    /** @param only equal to nothing else, for a connection of one request */
    private record PoolKey(
            String policy,
            HttpTarget.Origin origin,
            @Nullable Object only) {}
}
