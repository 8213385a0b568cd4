package io.pressrun.settings;

import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.cache.CacheSettings;
import io.pressrun.fetch.exchange.RecoverySettings;
import io.pressrun.fetch.exchange.RequestLimits;
import io.pressrun.fetch.http.ClientSettings;
import io.pressrun.fetch.http.ProxySettings;
import io.pressrun.fetch.policy.PolicySettings;
import io.pressrun.fetch.share.JobLimits;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What jobs may fetch, how much of it and how. */
final class FetchSection {
    private final Group fetching = new Group("Fetching assets");
    private final Setting<List<String>> fetchAllowedPrivateHosts = fetching.setting(
            "fetch.allowed-private-hosts",
            "",
            Kind.list(Kind.privateHost()),
            "Private addresses that jobs may fetch from, each as exact `host:port`, separated by "
                    + "commas. Everything private is refused otherwise.");
    private final Setting<List<String>> fetchRefusedNetworks = fetching.setting(
            "fetch.refused-networks",
            "",
            Kind.list(Kind.network()),
            "Public addresses that jobs may not fetch from, as blocks such as `34.118.224.0/20`, "
                    + "separated by commas: those that a cluster gives to its services, or that a VPN leads to."
                    + " Private addresses are refused without being listed.");
    private final Setting<List<String>> fetchAllowedOrigins = fetching.setting(
            "fetch.allowed-origins",
            "",
            Kind.list(Kind.origin()),
            "Public origins that jobs may fetch from, `source.url` and redirects included, separated "
                    + "by commas; empty means every one. `https://*.cdn.example` stands for all names below "
                    + "`cdn.example`, not for itself: list no domain under which others register names. A "
                    + "private address stays refused even behind a listed name; hosts in "
                    + "`pressrun.fetch.allowed-private-hosts` are allowed besides and need not be repeated.");
    private final Setting<List<Integer>> fetchPorts = fetching.setting(
            "fetch.ports",
            "80,443",
            Kind.list(Kind.integer(1, 65_535)),
            "Ports of public hosts that jobs may fetch from, separated by commas. With "
                    + "`pressrun.fetch.allowed-origins` the ports are those of the origins.");
    final Setting<String> fetchProxy = fetching.setting(
            "fetch.proxy",
            "",
            Kind.proxy(),
            "Proxy that public hosts are reached through, for `https` by CONNECT. It resolves their "
                    + "names, so it has to refuse those that lead to private addresses: Pressrun then checks "
                    + "the text of an address alone, and refuses private addresses that are written out. Hosts "
                    + "in `pressrun.fetch.allowed-private-hosts` are reached directly. Proxies that variables "
                    + "or Java's properties name are ignored.");
    final Setting<String> fetchProxyUser = fetching.setting(
            "fetch.proxy-user",
            "",
            Kind.text("[^:\\p{Cntrl}]+", "text without colons"),
            "User for the proxy (Basic authentication, which sends the password readable to the " + "proxy).");
    final Setting<Secret> fetchProxyPassword =
            fetching.setting("fetch.proxy-password", "", Kind.secret(), "Password of that user.");
    final Setting<Duration> fetchConnectTimeout = fetching.setting(
            "fetch.connect-timeout", "3s", Kind.duration("10ms", "5m"), "Time to connect, TLS included.");
    final Setting<Duration> fetchRequestTimeout = fetching.setting(
            "fetch.request-timeout", "10s", Kind.duration("10ms", "30m"), "Time for one asset, redirects included.");
    final Setting<Long> fetchMaxAssetSize = fetching.setting(
            "fetch.max-asset-size", "20MiB", Kind.size("1KiB", "1GiB"), "Size of one asset, after decompression.");
    final Setting<Long> fetchMaxJobSize = fetching.setting(
            "fetch.max-job-size", "100MiB", Kind.size("1KiB", "16GiB"), "Size of all assets of one job together.");
    private final Setting<Integer> fetchMaxAssets =
            fetching.setting("fetch.max-assets", "1000", Kind.integer(1, 1_000_000), "Assets of one job.");
    private final Setting<Integer> fetchMaxRedirects =
            fetching.setting("fetch.max-redirects", "5", Kind.integer(0, 20), "Redirects followed for one asset.");
    private final Setting<Integer> fetchConnectionsPerOrigin = fetching.setting(
            "fetch.connections-per-origin", "16", Kind.integer(1, 10_000), "Requests under way to one origin.");
    private final Setting<Boolean> fetchHttp2 = fetching.setting(
            "fetch.http2",
            "true",
            Kind.flag(),
            "Whether HTTP/2 is spoken with servers that offer it by TLS. The requests to one origin "
                    + "then share a connection. Without a proxy only.");
    private final Setting<Long> fetchCacheSize = fetching.setting(
            "fetch.cache-size",
            "64MiB",
            Kind.size("0", "64GiB"),
            "Memory for answers that other jobs of the same `tenant` label and the same headers may "
                    + "use; 0 keeps none.");
    private final Setting<Integer> fetchMaxRetries = fetching.setting(
            "fetch.max-retries",
            "2",
            Kind.integer(0, 10),
            "How often a request is sent again after a broken connection, a 429 or a 503.");
    private final Setting<Integer> fetchBreakerFailures = fetching.setting(
            "fetch.breaker-failures",
            "5",
            Kind.integer(0, 10_000),
            "Requests in a row without any answer after which an origin is left alone, for each "
                    + "tenant apart; 0 means never.");
    private final Setting<Duration> fetchBreakerPause = fetching.setting(
            "fetch.breaker-pause",
            "10s",
            Kind.duration("100ms", "1h"),
            "How long such an origin is left alone before one request tries it again.");
    private final Setting<String> fetchUserAgent = fetching.setting(
            "fetch.user-agent",
            "Pressrun",
            Kind.text("[\\x21-\\x7e][\\x20-\\x7e]*", "visible ASCII"),
            "`User-Agent` of requests. The version is appended unless the value holds a slash.");

    List<Group> groups() {
        return List.of(fetching);
    }

    FetchSettings read(SettingsReader from) {
        return new FetchSettings(
                new PolicySettings(
                        Set.copyOf(from.list(fetchAllowedPrivateHosts)),
                        Set.copyOf(from.list(fetchRefusedNetworks)),
                        Set.copyOf(from.list(fetchAllowedOrigins)),
                        Set.copyOf(from.list(fetchPorts))),
                new JobLimits(from.value(fetchMaxJobSize), from.value(fetchMaxAssets), JobLimits.DEFAULT.connections()),
                new RequestLimits(
                        from.value(fetchRequestTimeout), from.value(fetchMaxAssetSize), from.value(fetchMaxRedirects)),
                new ClientSettings(
                        from.value(fetchConnectTimeout),
                        from.value(fetchConnectionsPerOrigin),
                        from.value(fetchHttp2),
                        userAgent(from.value(fetchUserAgent)),
                        proxy(from)),
                new CacheSettings(from.value(fetchCacheSize)),
                new RecoverySettings(
                        from.value(fetchMaxRetries), from.value(fetchBreakerFailures), from.value(fetchBreakerPause)));
    }

    private @Nullable ProxySettings proxy(SettingsReader from) {
        String address = from.optional(fetchProxy);
        Secret password = from.optional(fetchProxyPassword);
        return address == null
                ? null
                : new ProxySettings(address, from.optional(fetchProxyUser), password == null ? null : password.value());
    }

    private static String userAgent(String setting) {
        String version = FetchSection.class.getPackage().getImplementationVersion();
        return setting.contains("/") ? setting : setting + "/" + (version == null ? "dev" : version);
    }
}
