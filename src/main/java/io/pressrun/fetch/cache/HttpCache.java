package io.pressrun.fetch.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * A private cache for each tenant and each set of credentials (RFC 9111), all within one number of bytes. Errors are
 * not kept. Thread-safe.
 */
public final class HttpCache {
    private final @Nullable Cache<CacheKey, StoredResponse> responses;

    /** @param maxBytes 0 for no cache */
    public HttpCache(long maxBytes) {
        responses = maxBytes == 0
                ? null
                : Caffeine.newBuilder()
                        .maximumWeight(maxBytes)
                        .weigher((CacheKey key, StoredResponse stored) ->
                                Math.clamp(key.weight() + stored.weight(), 1, Integer.MAX_VALUE))
                        .executor(Runnable::run)
                        .build();
    }

    /** The newest response that the request may select, fresh or not (RFC 9111, 4.1). */
    @Nullable
    public StoredResponse find(CacheKey key) {
        if (responses == null) {
            return null;
        }
        StoredResponse any = responses.getIfPresent(key.forAnyAccept());
        StoredResponse same = responses.getIfPresent(key);
        if (any == null || same == null) {
            return any == null ? same : any;
        }
        return any.received().isAfter(same.received()) ? any : same;
    }

    /** How many responses are kept, for tests. */
    public long size() {
        return responses == null ? 0 : responses.estimatedSize();
    }

    /** Keeps the response when that is allowed; otherwise forgets what it replaces. */
    public void put(CacheKey key, StoredResponse stored) {
        if (responses == null) {
            return;
        }
        if (StoredResponse.storable(stored.response())) {
            boolean byAccept = StoredResponse.varyingBy(stored.response()).anyMatch("accept"::equals);
            responses.put(byAccept ? key : key.forAnyAccept(), stored);
        } else {
            remove(key);
        }
    }

    public void remove(CacheKey key) {
        if (responses != null) {
            responses.invalidate(key);
            responses.invalidate(key.forAnyAccept());
        }
    }
}
