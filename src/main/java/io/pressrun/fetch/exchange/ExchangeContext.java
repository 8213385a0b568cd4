package io.pressrun.fetch.exchange;

import io.pressrun.fetch.cache.HttpCache;
import io.pressrun.fetch.http.ClientTimer;
import io.pressrun.fetch.http.HttpClient;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.share.Lookups;
import io.pressrun.fetch.share.Permits;
import java.time.Clock;

/**
 * What the requests of all jobs share.
 *
 * @param permits for requests under way to one origin
 * @param clock of the cache and the breakers
 * @param limits of one fetch, whose time each request has for itself, too
 */
record ExchangeContext(
        HttpClient client,
        HttpCache cache,
        Breakers breakers,
        Retries retries,
        Permits<HttpTarget.Origin> permits,
        Lookups lookups,
        ClientTimer timer,
        Clock clock,
        RequestLimits limits,
        RequestListener listener) {}
