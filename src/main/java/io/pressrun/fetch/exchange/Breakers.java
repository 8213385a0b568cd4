package io.pressrun.fetch.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.pressrun.fetch.cache.CacheKey;
import io.pressrun.fetch.policy.HttpTarget;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves an origin alone that did not answer some requests in a row, and lets one request try it after a pause. Apart
 * for each tenant, whose slow addresses must not cut off others from the same origin. Any answer counts as life.
 * Thread-safe.
 */
final class Breakers {
    private static final Logger log = LoggerFactory.getLogger(Breakers.class);
    private static final int MAX_ORIGINS = 4096;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private record Key(@Nullable String tenant, HttpTarget.Origin origin) {
        static Key of(CacheKey key) {
            return new Key(key.tenant(), key.target().origin());
        }
    }

    private final boolean off;
    private final CircuitBreakerConfig config;
    private final RequestListener listener;
    /** Of origins that failed. */
    private final Cache<Key, CircuitBreaker> breakers = Caffeine.newBuilder()
            .maximumSize(MAX_ORIGINS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .executor(Runnable::run)
            .build();

    /** @param failures in a row; 0 for no breaker */
    Breakers(int failures, Duration pause, Clock clock, RequestListener listener) {
        this.off = failures == 0;
        this.listener = listener;
        int window = Math.max(1, failures);
        this.config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(window)
                .minimumNumberOfCalls(window)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(pause)
                .clock(clock)
                .currentTimestampFunction(c -> c.millis(), TimeUnit.MILLISECONDS)
                .build();
    }

    /** {@code null} when the origin is left alone. */
    @Nullable
    Admission admit(CacheKey key) {
        CircuitBreaker breaker = breakers.getIfPresent(Key.of(key));
        if (breaker == null) {
            return new Admission(key, false);
        }
        return breaker.tryAcquirePermission() ? new Admission(key, breaker.getState() == State.HALF_OPEN) : null;
    }

    /** Whether the origin failed for good while the request waited. */
    boolean isOpen(CacheKey key) {
        CircuitBreaker breaker = breakers.getIfPresent(Key.of(key));
        return breaker != null && breaker.getState() == State.OPEN;
    }

    private void answered(CacheKey key) {
        CircuitBreaker breaker = breakers.getIfPresent(Key.of(key));
        if (breaker != null) {
            boolean before = breaker.getState() != State.CLOSED;
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            if (before && breaker.getState() == State.CLOSED) {
                log.info("{} answers again", key.target().hostAndPort());
                listener.onBreaker(key.target().host(), false);
            }
        }
    }

    private void failed(CacheKey key, Throwable failure) {
        if (off) {
            return;
        }
        CircuitBreaker breaker =
                breakers.get(Key.of(key), k -> CircuitBreaker.of(k.origin().host(), config));
        boolean before = breaker.getState() == State.OPEN;
        breaker.onError(0, TimeUnit.MILLISECONDS, failure);
        if (!before && breaker.getState() == State.OPEN) {
            log.warn(
                    "{} does not answer and is left alone for a while",
                    key.target().hostAndPort());
            listener.onBreaker(key.target().host(), true);
        }
    }

    private void released(CacheKey key) {
        CircuitBreaker breaker = breakers.getIfPresent(Key.of(key));
        if (breaker != null) {
            breaker.releasePermission();
        }
    }

    /** A request that may be sent. It owes word of how it ended, of which the first counts. */
    final class Admission {
        private final CacheKey key;
        /** Sent to try an origin that was left alone. The breaker allows one, and one more for each that it gets back. */
        private final boolean probe;

        private final AtomicBoolean told = new AtomicBoolean();

        private Admission(CacheKey key, boolean probe) {
            this.key = key;
            this.probe = probe;
        }

        void answered() {
            if (told.compareAndSet(false, true)) {
                Breakers.this.answered(key);
            }
        }

        void failed(Throwable failure) {
            if (told.compareAndSet(false, true)) {
                Breakers.this.failed(key, failure);
            }
        }

        /** It says nothing of the origin. */
        void released() {
            if (told.compareAndSet(false, true) && probe) {
                Breakers.this.released(key);
            }
        }
    }
}
