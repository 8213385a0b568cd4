package io.pressrun.fetch;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What jobs may fetch and how much of it.
 *
 * @param allowedPrivateHosts exact {@code host:port} pairs that jobs may reach wherever they resolve to
 * @param refusedNetworks blocks of addresses, each {@code address/bits}, that jobs may not reach besides those that are
 *     not public
 * @param allowedOrigins that jobs may reach on public hosts, as {@link AllowedOrigins} reads them; empty for every one
 * @param ports that jobs may reach on public hosts when every origin is allowed
 * @param proxy through which all but the allowed private hosts are reached; {@code null} for none
 * @param connectTimeout for one attempt to connect
 * @param requestTimeout for one fetch with all its redirects, from the moment it may connect
 * @param maxAssetBytes of one asset, decoded
 * @param maxJobBytes of all assets of a job together
 * @param maxAssets distinct addresses of one job, neither {@code data:} nor what a job carries counted
 * @param maxRedirects followed for one fetch
 * @param connectionsPerOrigin requests under way to one scheme, host and port, of all jobs together
 * @param http2 where a server offers it and there is no proxy
 * @param connectionsPerJob requests under way of one job
 * @param cacheBytes of all answers that are kept for other jobs; 0 for none
 * @param maxRetries of one request
 * @param breakerFailures requests in a row without an answer that make an origin be left alone; 0 for never
 * @param breakerPause for which it is left alone
 */
public record FetchSettings(
        Set<String> allowedPrivateHosts,
        Set<String> refusedNetworks,
        Set<String> allowedOrigins,
        Set<Integer> ports,
        @Nullable Proxy proxy,
        Duration connectTimeout,
        Duration requestTimeout,
        long maxAssetBytes,
        long maxJobBytes,
        int maxAssets,
        int maxRedirects,
        int connectionsPerOrigin,
        boolean http2,
        int connectionsPerJob,
        long cacheBytes,
        int maxRetries,
        int breakerFailures,
        Duration breakerPause,
        String userAgent) {
    private static final long MIB = 1024 * 1024;

    /**
     * An HTTP proxy (RFC 9110, 3.7).
     *
     * @param hostAndPort of the proxy; it may be private
     * @param user {@code null}, as the password, when the proxy asks for none
     */
    public record Proxy(
            String hostAndPort,
            @Nullable String user,
            @Nullable String password) {
        /** @throws IllegalArgumentException when it is no {@code host:port} */
        public Proxy {
            hostAndPort = FetchSettings.hostAndPort("proxy", hostAndPort);
        }

        @Override
        public String toString() {
            return hostAndPort;
        }
    }

    public static final FetchSettings DEFAULT = new FetchSettings(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(80, 443),
            null,
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            20 * MIB,
            100 * MIB,
            500,
            5,
            16,
            true,
            64,
            64 * MIB,
            2,
            5,
            Duration.ofSeconds(10),
            "Pressrun");

    /** @throws IllegalArgumentException naming the value that is not allowed */
    public FetchSettings {
        allowedPrivateHosts = allowedPrivateHosts.stream()
                .map(entry -> hostAndPort("allowedPrivateHosts", entry))
                .collect(Collectors.toUnmodifiableSet());
        refusedNetworks = Set.copyOf(refusedNetworks);
        // Throws for what is no block.
        CidrTable.ofBlocks(refusedNetworks, "refused");
        allowedOrigins = Set.copyOf(allowedOrigins);
        // Throws for what is no origin.
        new AllowedOrigins(allowedOrigins);
        ports = Set.copyOf(ports);
        for (int port : ports) {
            require(port > 0 && port <= 65_535, "ports", port, "a number from 1 to 65535");
        }
        require(connectTimeout.isPositive(), "connectTimeout", connectTimeout, "longer than zero");
        require(requestTimeout.isPositive(), "requestTimeout", requestTimeout, "longer than zero");
        require(
                maxAssetBytes > 0 && maxAssetBytes <= Integer.MAX_VALUE - 64,
                "maxAssetBytes",
                maxAssetBytes,
                "1 byte to 2 GiB");
        require(maxJobBytes > 0, "maxJobBytes", maxJobBytes, "at least 1 byte");
        require(maxAssets >= 0, "maxAssets", maxAssets, "0 or more");
        require(maxRedirects >= 0 && maxRedirects <= 20, "maxRedirects", maxRedirects, "a number from 0 to 20");
        require(connectionsPerOrigin > 0, "connectionsPerOrigin", connectionsPerOrigin, "at least 1");
        require(connectionsPerJob > 0, "connectionsPerJob", connectionsPerJob, "at least 1");
        require(cacheBytes >= 0, "cacheBytes", cacheBytes, "0 or more");
        require(maxRetries >= 0 && maxRetries <= 10, "maxRetries", maxRetries, "a number from 0 to 10");
        require(breakerFailures >= 0, "breakerFailures", breakerFailures, "0 or more");
        require(breakerPause.isPositive(), "breakerPause", breakerPause, "longer than zero");
        require(
                !userAgent.isBlank() && userAgent.chars().allMatch(c -> c >= ' ' && c < 0x7f),
                "userAgent",
                userAgent,
                "printable ASCII");
    }

    private static String hostAndPort(String name, String entry) {
        try {
            HttpTarget target = HttpTarget.parse("http", entry, "/");
            require(entry.endsWith(":" + target.port()), name, entry, "host:port with the port spelled out");
            return target.hostAndPort();
        } catch (RefusedException e) {
            throw new IllegalArgumentException(
                    name + ": '" + entry + "' is no host:port: " + e.getMessage() + ". Write it as cdn.internal:8080.",
                    e);
        }
    }

    private static void require(boolean holds, String name, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": '" + value + "' is not allowed. It must be " + allowed + ".");
        }
    }
}
