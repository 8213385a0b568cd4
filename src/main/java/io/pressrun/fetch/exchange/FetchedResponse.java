package io.pressrun.fetch.exchange;

import io.pressrun.fetch.http.HttpResponse;
import java.net.URI;

/**
 * The response that a fetch ended with, its redirects followed.
 *
 * @param location where it came from
 * @param fromCache the body was not sent for this: it was fresh, confirmed by the server, or served though stale
 */
public record FetchedResponse(URI location, HttpResponse response, boolean fromCache) {}
