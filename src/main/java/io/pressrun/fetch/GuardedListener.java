package io.pressrun.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on to a listener whose own failures go to the log and end no fetch. */
final class GuardedListener implements FetchListener {
    private static final Logger log = LoggerFactory.getLogger(GuardedListener.class);

    private final FetchListener listener;

    GuardedListener(FetchListener listener) {
        this.listener = listener;
    }

    @Override
    public void onFetched(@Nullable String host, FetchOutcome outcome, long bytes, Duration took) {
        guard(() -> listener.onFetched(host, outcome, bytes, took));
    }

    @Override
    public void onRetry(String host) {
        guard(() -> listener.onRetry(host));
    }

    @Override
    public void onBreaker(String host, boolean open) {
        guard(() -> listener.onBreaker(host, open));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            log.warn("the fetch listener failed", e);
        }
    }
}
