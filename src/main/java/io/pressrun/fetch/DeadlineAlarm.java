package io.pressrun.fetch;

import io.pressrun.fetch.http.ClientTimer;
import io.pressrun.job.Deadline;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** Runs an action once a deadline has passed, whose clock may stand still meanwhile. */
final class DeadlineAlarm implements AutoCloseable {
    /** At the soonest. */
    private static final Duration NEXT = Duration.ofMillis(100);

    private final ClientTimer timer;
    private final Deadline deadline;
    private final Runnable action;

    // Guarded by this
    private @Nullable ScheduledFuture<?> pending;
    private boolean closed;

    DeadlineAlarm(ClientTimer timer, Deadline deadline, Runnable action) {
        this.timer = timer;
        this.deadline = deadline;
        this.action = action;
        set(deadline.remaining());
    }

    private synchronized void set(Duration delay) {
        if (!closed) {
            pending = timer.after(delay, this::ring);
        }
    }

    private void ring() {
        if (deadline.passed()) {
            action.run();
        } else {
            Duration left = deadline.remaining();
            set(left.compareTo(NEXT) < 0 ? NEXT : left);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
