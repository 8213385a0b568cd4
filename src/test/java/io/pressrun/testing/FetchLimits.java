package io.pressrun.testing;

import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.exchange.RequestLimits;
import io.pressrun.fetch.http.ClientSettings;
import io.pressrun.fetch.policy.PolicySettings;
import io.pressrun.fetch.share.JobLimits;
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
        return of(hosts, patience, JobLimits.DEFAULT.maxAssets());
    }

    /** As {@link #of(Set, Duration)}, for documents with so many assets. */
    public static FetchSettings of(Set<String> hosts, Duration patience, int maxAssets) {
        var defaults = FetchSettings.DEFAULT;
        var client = defaults.client();
        return new FetchSettings(
                new PolicySettings(hosts, Set.of(), Set.of(), defaults.policy().ports()),
                new JobLimits(
                        defaults.job().maxBytes(), maxAssets, defaults.job().connections()),
                new RequestLimits(
                        patience,
                        defaults.request().maxBytes(),
                        defaults.request().maxRedirects()),
                new ClientSettings(
                        patience, client.connectionsPerOrigin(), client.http2(), client.userAgent(), client.proxy()),
                defaults.cache(),
                defaults.recovery());
    }
}
