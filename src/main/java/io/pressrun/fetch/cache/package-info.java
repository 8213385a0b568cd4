/**
 * The private HTTP cache (RFC 9111): which responses are stored, under what key, and how long they are fresh.
 */
@NullMarked
package io.pressrun.fetch.cache;

import org.jspecify.annotations.NullMarked;
