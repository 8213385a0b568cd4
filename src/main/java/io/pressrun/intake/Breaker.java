package io.pressrun.intake;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.pressrun.intake.IntakeSettings.BreakerSettings;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the worker from starting jobs when too many of the last ones failed for a reason that is not theirs: the store
 * is down or refuses, or Pressrun itself is broken. Printed again and again, they would only become dead letters.
 * Confined to the poll thread.
 */
final class Breaker {
    private static final Logger log = LoggerFactory.getLogger(Breaker.class);
    private static final int TRIED_AFTER_PAUSE = 3;

    private final @Nullable CircuitBreaker breaker;
    private final Clock clock;
    private final Duration pause;
    private final IntakeListener listener;
    private Instant openUntil = Instant.MIN;
    private @Nullable FailureCode lastCode;
    private boolean reported;

    Breaker(BreakerSettings settings, Clock clock, IntakeListener listener) {
        this.clock = clock;
        this.pause = settings.pause();
        this.listener = listener;
        if (settings.failureRate() == 0) {
            breaker = null;
            return;
        }
        breaker = CircuitBreaker.of(
                "intake",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(settings.window())
                        .failureRateThreshold(settings.failureRate())
                        .permittedNumberOfCallsInHalfOpenState(TRIED_AFTER_PAUSE)
                        // The pause ends by our clock, in turn().
                        .waitDurationInOpenState(Duration.ofDays(365))
                        .build());
    }

    /** Ends the pause when it is over, and tells the listener of changes. */
    void turn() {
        if (breaker == null) {
            return;
        }
        if (breaker.getState() == State.OPEN && !clock.instant().isBefore(openUntil)) {
            breaker.transitionToHalfOpenState();
            log.info("The pause is over; {} jobs are tried", TRIED_AFTER_PAUSE);
        }
        boolean open = breaker.getState() != State.CLOSED;
        if (open != reported) {
            reported = open;
            listener.breaker(
                    open
                            ? "no jobs are started since too many failed with " + lastCode
                                    + ", which is not their fault"
                            : null);
            if (!open) {
                log.info("Jobs end well again; the worker goes on");
            }
        }
    }

    /** Whether no job may be started for now. */
    boolean isOpen() {
        return breaker != null && breaker.getState() == State.OPEN;
    }

    /** Asked right before a job is started; every yes is followed by {@link #ended}. */
    boolean permits() {
        return breaker == null || breaker.tryAcquirePermission();
    }

    void ended(Outcome outcome) {
        if (breaker == null) {
            return;
        }
        switch (outcome) {
            case Outcome.Interrupted _ -> breaker.releasePermission();
            case Outcome.Printed _ -> breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            case Outcome.Failed failed -> ended(failed.code(), failed.message());
            case Outcome.RetryLater later -> ended(later.code(), later.message());
        }
    }

    private void ended(FailureCode code, String message) {
        var open = breaker;
        if (open == null) {
            return;
        }
        if (!isInfrastructure(code)) {
            open.onSuccess(0, TimeUnit.MILLISECONDS);
            return;
        }
        boolean before = isOpen();
        lastCode = code;
        open.onError(0, TimeUnit.MILLISECONDS, new InfrastructureFailure(code));
        if (isOpen() && !before) {
            openUntil = clock.instant().plus(pause);
            log.error(
                    "Too many jobs fail for a reason that is not theirs, the last with {} ({});"
                            + " no job is started for {} s",
                    code,
                    message,
                    pause.toSeconds());
        }
    }

    private static boolean isInfrastructure(FailureCode code) {
        return code.kind() == FailureCode.Kind.INFRASTRUCTURE || code == FailureCode.STORE_UNAVAILABLE;
    }

    /** What the library wants to see for a failure; thrown nowhere. */
    private static final class InfrastructureFailure extends Exception {
        private static final long serialVersionUID = 1;

        InfrastructureFailure(FailureCode code) {
            super(code.name(), null, false, false);
        }
    }
}
