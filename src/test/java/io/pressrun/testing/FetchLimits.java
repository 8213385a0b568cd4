package io.pressrun.testing;

import io.pressrun.fetch.FetchSettings;
import java.time.Duration;
import java.util.Set;

/** The limits of a worker that nobody has configured, for servers of tests. */
public final class FetchLimits {
    private FetchLimits() {}

    /**
     * @param hosts the {@code host:port} that may be fetched from
     * @param patience for connections and answers
     */
    public static FetchSettings of(Set<String> hosts, Duration patience) {
        return of(hosts, patience, FetchSettings.DEFAULT.maxAssets());
    }

    /** As {@link #of(Set, Duration)}, for documents with so many assets. */
    public static FetchSettings of(Set<String> hosts, Duration patience, int maxAssets) {
        var defaults = FetchSettings.DEFAULT;
        return new FetchSettings(
                hosts,
                defaults.refusedNetworks(),
                defaults.allowedOrigins(),
                defaults.ports(),
                defaults.proxy(),
                patience,
                patience,
                defaults.maxAssetBytes(),
                defaults.maxJobBytes(),
                maxAssets,
                defaults.maxRedirects(),
                defaults.connectionsPerOrigin(),
                defaults.http2(),
                defaults.connectionsPerJob(),
                defaults.cacheBytes(),
                defaults.maxRetries(),
                defaults.breakerFailures(),
                defaults.breakerPause(),
                defaults.userAgent());
    }
}
