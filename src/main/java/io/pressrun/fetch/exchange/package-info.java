/**
 * HTTP exchanges of jobs: redirects, the cache, requests that are sent once for several jobs, retries and breakers.
 */
@NullMarked
package io.pressrun.fetch.exchange;

import org.jspecify.annotations.NullMarked;
