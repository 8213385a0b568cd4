package io.pressrun.press;

import io.pressrun.job.Deadline;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The working time of one job, which is limited in total: its source and its assets, parsing, rendering and delivery
 * each have what those before have left. It stands still while the job waits for a render thread, and all its deadlines
 * with it. Thread-safe.
 */
final class JobTime {
    private final PressLimits limits;
    private final LongSupplier nanoClock;
    private final Deadline total;
    private long stoppedNanos;
    private long stoppedAt;
    private boolean stopped;

    JobTime(PressLimits limits, LongSupplier nanoClock) {
        this.limits = limits;
        this.nanoClock = nanoClock;
        this.total = Deadline.after(limits.job(), this::nanos);
    }

    private synchronized long nanos() {
        return (stopped ? stoppedAt : nanoClock.getAsLong()) - stoppedNanos;
    }

    /** Until {@link #goOn}. */
    synchronized void stop() {
        if (!stopped) {
            stopped = true;
            stoppedAt = nanoClock.getAsLong();
        }
    }

    synchronized void goOn() {
        if (stopped) {
            stopped = false;
            stoppedNanos += nanoClock.getAsLong() - stoppedAt;
        }
    }

    /**
     * For the source and for the assets: until only the time of a render is left.
     *
     * @param most a shorter time that the job itself sets
     */
    Deadline fetch(Duration most) {
        var left = total.remaining().minus(limits.render());
        return Deadline.after(left.compareTo(most) < 0 ? left : most, this::nanos);
    }

    /** For one render that begins now. */
    Deadline render() {
        var left = total.remaining();
        return Deadline.after(left.compareTo(limits.render()) < 0 ? left : limits.render(), this::nanos);
    }

    /** For what comes last. */
    Duration left() {
        return total.remaining();
    }
}
