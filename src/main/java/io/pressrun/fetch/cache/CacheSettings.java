package io.pressrun.fetch.cache;

import io.pressrun.fetch.policy.SettingCheck;

/**
 * The HTTP cache of the worker.
 *
 * @param maxBytes of all responses that are stored for other jobs; 0 for no cache
 */
public record CacheSettings(long maxBytes) {
    public static final CacheSettings DEFAULT = new CacheSettings(64 * 1024 * 1024);

    /** @throws IllegalArgumentException when the number is negative */
    public CacheSettings {
        SettingCheck.require(maxBytes >= 0, "cacheBytes", maxBytes, "0 or more");
    }
}
