package io.pressrun.fetch;

import io.pressrun.job.AssetKind;
import io.pressrun.job.RenderJob.OriginHeader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Answers single requests, without their redirects: from the cache, from a flight that is under way, or by a new one.
 * Whoever asks has passed the address through the policy. Thread-safe.
 */
final class CachingClient {
    /** Refreshes under way of all jobs together. They are a courtesy to the next job, so none waits for its turn. */
    private static final int REFRESHES = 8;

    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(5);
    private static final long REFRESH_BYTES = 64 * 1024;

    private final HttpFetcher fetcher;
    private final HttpCache cache;
    private final Breakers breakers;
    private final Retries retries;
    private final Clock clock;
    private final Semaphore refreshes = new Semaphore(REFRESHES);
    private final ConcurrentMap<CacheKey, CollapsedRequest> flights = new ConcurrentHashMap<>();

    CachingClient(HttpFetcher fetcher, FetchSettings settings, FetchListener listener, Clock clock, RandomGenerator random) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.cache = new HttpCache(settings.cacheBytes());
        this.breakers = new Breakers(settings.breakerFailures(), settings.breakerPause(), clock, listener);
        this.retries = new Retries(settings.maxRetries(), clock, random);
    }

    /** Completes the waiter's future, exceptionally when there is no answer. */
    void ask(HttpTarget target, AssetKind kind, PendingRequest waiter) {
        JobScope job = waiter.job();
        CacheKey key = key(target, kind, job);
        if (job.headers().bypassCache(target.origin())) {
            board(key, false, waiter);
            return;
        }
        StoredResponse stored = cache.find(key);
        Instant now = clock.instant();
        if (stored != null && stored.fresh(now)) {
            serve(stored, waiter);
        } else if (stored != null && stored.servesWhileRevalidating(now)) {
            refresh(key, job, stored);
            serve(stored, waiter);
        } else {
            board(key, true, waiter);
        }
    }

    /** Ends the waiting, if need be without an answer: a server that takes too long is an error, too (RFC 5861, 4). */
    void expire(HttpTarget target, AssetKind kind, PendingRequest waiter) {
        JobScope job = waiter.job();
        boolean cached = !job.headers().bypassCache(target.origin());
        StoredResponse stored = cached ? cache.find(key(target, kind, job)) : null;
        Instant now = clock.instant();
        if (stored != null && (stored.fresh(now) || stored.servesOnError(now))) {
            serve(stored, waiter);
        } else {
            waiter.expire();
        }
    }

    private static CacheKey key(HttpTarget target, AssetKind kind, JobScope job) {
        return new CacheKey(job.tenant(), job.headers().digest(target.origin()), target, accepted(kind));
    }

    /** Takes a request of its own for a waiter that may not share the answer of another one. */
    void fly(CacheKey key, PendingRequest waiter) {
        new CollapsedRequest(this, key, false, waiter).start();
    }

    /** @param cached the cache and the flights of others have a part in it */
    void board(CacheKey key, boolean cached, PendingRequest waiter) {
        if (!cached) {
            fly(key, waiter);
            return;
        }
        while (true) {
            CollapsedRequest mine = new CollapsedRequest(this, key, true, waiter);
            CollapsedRequest there = flights.putIfAbsent(key, mine);
            if (there == null) {
                // Its forerunner may have landed since the cache was asked.
                StoredResponse stored = cache.find(key);
                if (stored != null && stored.fresh(clock.instant())) {
                    mine.land(stored);
                } else {
                    mine.start();
                }
                return;
            }
            if (there.join(waiter)) {
                return;
            }
            flights.remove(key, there);
        }
    }

    /** No job pays for it, so it may take about as much as was stored, and little time. */
    private void refresh(CacheKey key, JobScope job, StoredResponse stored) {
        if (flights.containsKey(key) || !refreshes.tryAcquire()) {
            return;
        }
        Duration asked = fetcher.settings().requestTimeout();
        Duration limit = asked.compareTo(REFRESH_TIMEOUT) < 0 ? asked : REFRESH_TIMEOUT;
        long bytes = Math.max(REFRESH_BYTES, 2L * stored.answer().body().length);
        JobScope background = job.inBackground(limit, bytes);
        PendingRequest waiter = new PendingRequest(background, () -> {}, background.deadline()::remaining);
        var alarm = fetcher.after(limit, waiter::expire);
        var _ = waiter.answer().whenComplete((answer, failure) -> {
            refreshes.release();
            if (alarm != null) {
                alarm.cancel(false);
            }
        });
        if (alarm == null) {
            waiter.leave();
        } else {
            board(key, true, waiter);
        }
    }

    private static void serve(StoredResponse stored, PendingRequest waiter) {
        waiter.charge(stored.answer().body().length);
        waiter.answer().complete(new ServedResponse(stored.answer(), true));
    }

    /** The flight takes nobody more on board. */
    void forget(CacheKey key, CollapsedRequest flight) {
        flights.remove(key, flight);
    }

    HttpFetcher fetcher() {
        return fetcher;
    }

    HttpCache cache() {
        return cache;
    }

    Breakers breakers() {
        return breakers;
    }

    Retries retries() {
        return retries;
    }

    Instant now() {
        return clock.instant();
    }

    /** Flights under way, for tests. */
    int underWay() {
        return flights.size();
    }

    static List<OriginHeader> headers(JobScope job, CacheKey key) {
        return job.headers().of(key.target().origin());
    }

    private static String accepted(AssetKind kind) {
        return switch (kind) {
            case STYLESHEET -> "text/css,*/*;q=0.1";
            case IMAGE -> "image/png,image/jpeg,image/svg+xml,image/gif,*/*;q=0.1";
            case FONT, OTHER -> "*/*";
        };
    }
}
