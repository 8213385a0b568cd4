package io.pressrun.fetch.http;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertBlocked;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetchOne;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.job;
import static io.pressrun.fetch.Fetching.listing;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.withNames;
import static io.pressrun.fetch.Fetching.withProxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.AssetKind;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.testing.ForwardProxy;
import io.pressrun.testing.HttpsSite;
import io.pressrun.testing.WireServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    private static final URI SECURE = URI.create("https://cdn.example/a");

    private final List<String> lookedUp = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void asset_comesThroughTheProxy_andOnlyTheNameOfTheProxyIsLookedUp() throws Exception {
        try (WireServer site = WireServer.start((request, wire) -> wire.ok("here"));
                ForwardProxy proxy = ForwardProxy.to(Map.of("cdn.example:80", site.port()));
                AssetFetcher fetcher = through(proxy);
                JobAssets assets = open(fetcher)) {
            for (String path : List.of("/a", "/b")) {
                Asset answer = await(assets.fetch(URI.create("http://cdn.example" + path), AssetKind.IMAGE));
                assertThat(found(answer).bytes()).asString().isEqualTo("here");
            }

            assertThat(proxy.requests())
                    .extracting(ForwardProxy.Request::target)
                    .containsExactly("http://cdn.example/a", "http://cdn.example/b");
            assertThat(proxy.connections()).isEqualTo(1);
            assertThat(lookedUp).containsOnly("proxy.internal");
        }
    }

    @Test
    void secureAsset_comesThroughOneTunnel_whichLearnsNoHeaderOfTheJob() throws Exception {
        try (var site = new HttpsSite(directory, "cdn.example");
                ForwardProxy proxy = ForwardProxy.to(Map.of("cdn.example:443", site.port()));
                AssetFetcher fetcher = site.trusted(() -> through(proxy, "user", "secret"));
                JobAssets assets = open(
                        fetcher,
                        job(Map.of(), List.of(new OriginHeader("https://cdn.example", "X-Api-Key", "key"))),
                        Fetching.PATIENCE)) {
            for (String path : List.of("/a", "/b")) {
                Asset answer = await(assets.fetch(SECURE.resolve(path), AssetKind.IMAGE));
                assertThat(found(answer).bytes()).asString().isEqualTo("secure");
            }

            assertThat(proxy.requests()).singleElement().satisfies(connect -> {
                assertThat(connect.method() + " " + connect.target()).isEqualTo("CONNECT cdn.example:443");
                assertThat(connect.headers()).containsKey("proxy-authorization").doesNotContainKey("x-api-key");
            });
            assertThat(site.requests())
                    .hasSize(2)
                    .allSatisfy(headers -> assertThat(headers)
                            .containsEntry("X-api-key", List.of("key"))
                            .doesNotContainKey("Proxy-authorization"));
        }
    }

    @Test
    void tunnelToAServerWithoutTheRightCertificate_isNotUsed() throws Exception {
        try (var site = new HttpsSite(directory, "other.example");
                ForwardProxy proxy = ForwardProxy.to(Map.of("cdn.example:443", site.port()));
                AssetFetcher fetcher = site.trusted(() -> through(proxy));
                JobAssets assets = open(fetcher)) {
            assertUnavailable(await(assets.fetch(SECURE, AssetKind.IMAGE)));
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void credentials_areForTheProxyAlone() throws Exception {
        try (WireServer site = WireServer.start((request, wire) -> wire.ok("here"));
                ForwardProxy proxy = ForwardProxy.to(Map.of("cdn.example:80", site.port()));
                AssetFetcher fetcher = through(proxy, "user", "secret");
                JobAssets assets = open(fetcher)) {
            found(await(assets.fetch(URI.create("http://cdn.example/"), AssetKind.IMAGE)));

            assertThat(proxy.requests().getFirst().headers())
                    .containsEntry("proxy-authorization", "Basic dXNlcjpzZWNyZXQ=");
            assertThat(site.requests().getFirst().headers()).doesNotContainKey("authorization");
            assertThat(settings(proxy, "user", "secret").toString()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://10.0.0.1/",
                "https://192.168.0.1/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[64:ff9b::10.0.0.1]/",
                "http://0x7f.1/",
                "http://2130706433/",
                "http://localhost/",
                "http://metadata.google.internal/",
                "http://cdn.example:22/",
                "http://user@cdn.example/",
                "ftp://cdn.example/"
            })
    void addressThatIsRefusedByItsText_isNotAskedOfTheProxy(String address) throws Exception {
        try (WireServer site = WireServer.start((request, wire) -> wire.redirect("302 Found", address));
                ForwardProxy proxy = ForwardProxy.to(Map.of("cdn.example:80", site.port()));
                AssetFetcher fetcher = through(proxy);
                JobAssets assets = open(fetcher)) {
            assertBlocked(await(assets.fetch(URI.create(address), AssetKind.IMAGE)));
            assertThat(proxy.connections()).isZero();

            assertBlocked(await(assets.fetch(URI.create("http://cdn.example/"), AssetKind.IMAGE)));
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void allowedPrivateHost_isReachedDirectly() throws Exception {
        try (WireServer site = WireServer.start((request, wire) -> wire.ok("here"));
                ForwardProxy proxy = ForwardProxy.to(Map.of())) {
            found(fetchOne(withProxy(reaching(site), at(proxy)), site.uri("/")));
            assertThat(proxy.connections()).isZero();
        }
    }

    /** A proxy is reached over a connection that anyone on the way may write to, so it cannot speak for the server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 203 OK\r\nContent-Length: 6\r\n\r\nforged",
                "HTTP/1.1 302 Found\r\nLocation: http://cdn.example/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
            })
    void answerInPlaceOfATunnel_isNotTheServers(String answer) throws Exception {
        try (ForwardProxy proxy = ForwardProxy.answering(answer)) {
            Asset asset = fetchOne(withProxy(listing(Set.of()), at(proxy)), SECURE);

            assertAbsent(asset);
            assertThat(((Asset.Missing) asset).message()).startsWith("The proxy answered ");
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 429 Slowly\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged",
                ""
            })
    void proxyThatDoesNotPassARequestOn_isUnavailable(String answer) throws Exception {
        try (ForwardProxy proxy = ForwardProxy.answering(answer)) {
            assertUnavailable(fetchOne(withProxy(listing(Set.of()), at(proxy)), SECURE));
        }
    }

    @Test
    void proxyThatWantsOtherCredentials_isUnavailable() throws Exception {
        try (ForwardProxy proxy = ForwardProxy.answering("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n")) {
            FetchSettings settings = withProxy(listing(Set.of()), at(proxy));
            assertUnavailable(fetchOne(settings, URI.create("http://cdn.example/")));
        }
    }

    @Test
    void proxyThatIsDown_isUnavailable() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        FetchSettings settings = withProxy(listing(Set.of()), new ProxySettings("127.0.0.1:" + port, null, null));
        assertUnavailable(fetchOne(settings, URI.create("http://cdn.example/")));
    }

    @Test
    void proxyThatTheJvmIsToldOf_isIgnored() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (WireServer site = WireServer.start((request, wire) -> wire.ok("here"));
                ForwardProxy trap = ForwardProxy.to(Map.of())) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", "" + trap.port());
            ProxySelector.setDefault(leadingTo(trap));
            found(fetchOne(reaching(site), site.uri("/")));

            assertThat(trap.connections()).isZero();
        } finally {
            ProxySelector.setDefault(before);
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.internal", "http://proxy.internal:3128", "user@proxy.internal:3128", ":3128", ""})
    void proxyThatIsNoHostAndPort_isRefusedWithTheReason(String hostAndPort) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProxySettings(hostAndPort, null, null))
                .withMessageContaining("proxy: ");
    }

    private AssetFetcher through(ForwardProxy proxy) {
        return withNames(settings(proxy, null, null), this::proxyOnly);
    }

    private AssetFetcher through(ForwardProxy proxy, String user, String password) {
        return withNames(settings(proxy, user, password), this::proxyOnly);
    }

    private static FetchSettings settings(ForwardProxy proxy, @Nullable String user, @Nullable String password) {
        return withProxy(listing(Set.of()), new ProxySettings("proxy.internal:" + proxy.port(), user, password));
    }

    private List<InetAddress> proxyOnly(String host) {
        lookedUp.add(host);
        return List.of(InetAddress.ofLiteral("127.0.0.1"));
    }

    private static ProxySettings at(ForwardProxy proxy) {
        return new ProxySettings("127.0.0.1:" + proxy.port(), null, null);
    }

    private static ProxySelector leadingTo(ForwardProxy proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(
                        Proxy.Type.HTTP, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), proxy.port())));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    }
}
