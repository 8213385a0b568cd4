package io.pressrun.fetch;

/**
 * The answer to one hop of a fetch, its body decoded and shared.
 *
 * @param fromCache the body was not sent for this: it was fresh, confirmed by the server, or served though stale
 */
record ServedResponse(HttpResponse answer, boolean fromCache) {}
