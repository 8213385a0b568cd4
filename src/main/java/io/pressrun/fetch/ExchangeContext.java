package io.pressrun.fetch;

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
