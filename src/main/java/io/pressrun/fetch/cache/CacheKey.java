package io.pressrun.fetch.cache;

import io.pressrun.fetch.policy.HttpTarget;
import org.jspecify.annotations.Nullable;

/**
 * What two requests must have in common to share one response.
 *
 * @param tenant {@code null} for all jobs that name none
 * @param credentials a digest of the job's headers for the origin; empty when there are none
 * @param accept of the headers that Pressrun sends, the only one that differs between requests to one address
 */
public record CacheKey(@Nullable String tenant, String credentials, HttpTarget target, String accept) {
    /** What the key weighs in a cache, in bytes. */
    long weight() {
        long characters = accept.length();
        characters += tenant == null ? 0 : tenant.length();
        characters += credentials.length();
        characters += target.host().length();
        characters += target.path().length();
        characters += target.query() == null ? 0 : target.query().length();
        return 256 + 2 * characters;
    }

    CacheKey forAnyAccept() {
        return new CacheKey(tenant, credentials, target, "");
    }
}
