package io.pressrun.fetch.exchange;

import io.pressrun.fetch.cache.CacheKey;
import io.pressrun.fetch.cache.HttpCache;
import io.pressrun.fetch.cache.StoredResponse;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.share.JobScope;
import io.pressrun.job.AssetKind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * Answers single requests, without their redirects: from the cache, with the response to a request that is under way
 * already (RFC 9111, 4), or by a new one. The address of each has passed the policy. Thread-safe.
 */
final class CachingClient implements CollapsedRequest.Listener {
    /** Revalidations in the background, of all jobs together. They are for the next job, so none waits for its turn. */
    private static final int REVALIDATIONS = 8;

    private static final Duration REVALIDATION_TIMEOUT = Duration.ofSeconds(5);
    private static final long REVALIDATION_BYTES = 64 * 1024;

    private final ExchangeContext context;
    private final HttpCache cache;
    private final Semaphore revalidations = new Semaphore(REVALIDATIONS);
    private final ConcurrentMap<CacheKey, CollapsedRequest> underWay = new ConcurrentHashMap<>();

    CachingClient(ExchangeContext context) {
        this.context = context;
        this.cache = context.cache();
    }

    /** Completes the request's future, exceptionally when there is no response. */
    void request(HttpTarget target, AssetKind kind, PendingRequest request) {
        JobScope job = request.job();
        CacheKey key = key(target, kind, job);
        if (job.headers().bypassCache(target.origin())) {
            sendAlone(key, request);
            return;
        }
        StoredResponse stored = cache.find(key);
        Instant now = now();
        if (stored != null && stored.fresh(now)) {
            serve(stored, request);
        } else if (stored != null && stored.servesWhileRevalidating(now)) {
            revalidate(key, job, stored);
            serve(stored, request);
        } else {
            collapse(key, request);
        }
    }

    /**
     * Ends the wait for a response, if need be without one: a server that takes too long is an error, too (RFC 5861, 4).
     */
    void timeOut(HttpTarget target, AssetKind kind, PendingRequest request) {
        JobScope job = request.job();
        boolean cached = !job.headers().bypassCache(target.origin());
        StoredResponse stored = cached ? cache.find(key(target, kind, job)) : null;
        Instant now = now();
        if (stored != null && (stored.fresh(now) || stored.servesOnError(now))) {
            serve(stored, request);
        } else {
            request.timeOut();
        }
    }

    private static CacheKey key(HttpTarget target, AssetKind kind, JobScope job) {
        return new CacheKey(job.tenant(), job.headers().digest(target.origin()), target, accept(kind));
    }

    /** Waits with others for the response to one request, which is sent when there is none. */
    private void collapse(CacheKey key, PendingRequest request) {
        while (true) {
            CollapsedRequest mine = new CollapsedRequest(this, context, key, true, request);
            CollapsedRequest first = underWay.putIfAbsent(key, mine);
            if (first == null) {
                // One before it may have ended since the cache was asked.
                StoredResponse stored = cache.find(key);
                if (stored != null && stored.fresh(now())) {
                    mine.serve(stored);
                } else {
                    mine.start();
                }
                return;
            }
            if (first.join(request)) {
                return;
            }
            closed(key, first);
        }
    }

    private void sendAlone(CacheKey key, PendingRequest request) {
        new CollapsedRequest(this, context, key, false, request).start();
    }

    @Override
    public void closed(CacheKey key, CollapsedRequest request) {
        underWay.remove(key, request);
    }

    @Override
    public void notShared(CacheKey key, PendingRequest request) {
        sendAlone(key, request);
    }

    @Override
    public void outlived(CacheKey key, boolean shared, PendingRequest request) {
        if (shared) {
            collapse(key, request);
        } else {
            sendAlone(key, request);
        }
    }

    /** No job pays for it, so it may take about as much as was stored, and little time (RFC 5861, 3). */
    private void revalidate(CacheKey key, JobScope job, StoredResponse stored) {
        if (underWay.containsKey(key) || !revalidations.tryAcquire()) {
            return;
        }
        Duration timeout = context.limits().timeout();
        Duration limit = timeout.compareTo(REVALIDATION_TIMEOUT) < 0 ? timeout : REVALIDATION_TIMEOUT;
        long bytes = Math.max(REVALIDATION_BYTES, 2L * stored.response().body().length);
        JobScope background = job.inBackground(limit, bytes);
        PendingRequest request = new PendingRequest(background, () -> {}, background.deadline()::remaining);
        var alarm = context.timer().after(limit, request::timeOut);
        var _ = request.response().whenComplete((response, failure) -> {
            revalidations.release();
            if (alarm != null) {
                alarm.cancel(false);
            }
        });
        if (alarm == null) {
            request.cancel();
        } else {
            collapse(key, request);
        }
    }

    private static void serve(StoredResponse stored, PendingRequest request) {
        request.charge(stored.response().body().length);
        request.response().complete(new ServedResponse(stored.response(), true));
    }

    private Instant now() {
        return context.clock().instant();
    }

    /** Collapsed requests under way, for tests. */
    int underWay() {
        return underWay.size();
    }

    /** For tests. */
    HttpCache cache() {
        return cache;
    }

    private static String accept(AssetKind kind) {
        return switch (kind) {
            case STYLESHEET -> "text/css,*/*;q=0.1";
            case IMAGE -> "image/png,image/jpeg,image/svg+xml,image/gif,*/*;q=0.1";
            case FONT, OTHER -> "*/*";
        };
    }
}
