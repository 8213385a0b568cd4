package io.pressrun.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves an origin alone that did not answer some requests in a row, and lets one request try it after a pause. Apart
 * for each tenant, whose slow addresses must not cut off others from the same origin. Any answer counts as life.
 * Thread-safe.
 */
final class Breakers {
    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
    private static final int MAX_ORIGINS = 4096;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private record Key(@Nullable String tenant, HttpTarget.Origin origin) {
        static Key of(HopKey key) {
            return new Key(key.tenant(), key.target().origin());
        }
    }

    private final boolean off;
    private final CircuitBreakerConfig config;
    private final FetchListener listener;
    /** Of origins that failed. */
    private final Cache<Key, CircuitBreaker> breakers = Caffeine.newBuilder()
            .maximumSize(MAX_ORIGINS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .executor(Runnable::run)
            .build();

    /** @param failures in a row; 0 for no breaker */
    Breakers(int failures, Duration pause, Clock clock, FetchListener listener) {
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

    /** Every yes is followed by one of {@link #answered}, {@link #failed} and {@link #released}. */
    boolean permits(HopKey key) {
        CircuitBreaker breaker = breakers.getIfPresent(Key.of(key));
        return breaker == null || breaker.tryAcquirePermission();
    }

    /** Whether the origin failed for good while the request waited. */
    boolean isOpen(HopKey key) {
        CircuitBreaker breaker = breakers.getIfPresent(Key.of(key));
        return breaker != null && breaker.getState() == State.OPEN;
    }

    void answered(HopKey key) {
        CircuitBreaker breaker = breakers.getIfPresent(Key.of(key));
        if (breaker != null) {
            boolean before = breaker.getState() != State.CLOSED;
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            if (before && breaker.getState() == State.CLOSED) {
                LOG.info("{} answers again", key.target().hostAndPort());
                tell(key, false);
            }
        }
    }

    void failed(HopKey key, Throwable failure) {
        if (off) {
            return;
        }
        CircuitBreaker breaker =
                breakers.get(Key.of(key), k -> CircuitBreaker.of(k.origin().host(), config));
        boolean before = breaker.getState() == State.OPEN;
        breaker.onError(0, TimeUnit.MILLISECONDS, failure);
        if (!before && breaker.getState() == State.OPEN) {
            LOG.warn(
                    "{} does not answer and is left alone for a while",
                    key.target().hostAndPort());
            tell(key, true);
        }
    }

    void released(HopKey key) {
        CircuitBreaker breaker = breakers.getIfPresent(Key.of(key));
        if (breaker != null) {
            breaker.releasePermission();
        }
    }

    private void tell(HopKey key, boolean open) {
        try {
            listener.onBreaker(key.target().host(), open);
        } catch (RuntimeException e) {
            LOG.warn("the fetch listener failed", e);
        }
    }
}
