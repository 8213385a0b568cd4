package io.pressrun.fetch.exchange;

import io.pressrun.fetch.http.HttpResponse;

/**
 * The response to one request of a job, its body decoded and shared.
 *
 * @param fromCache the body was not sent for this: it was fresh, confirmed by the server, or served though stale
 */
record ServedResponse(HttpResponse response, boolean fromCache) {}
