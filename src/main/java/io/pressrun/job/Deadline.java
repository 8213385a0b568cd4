package io.pressrun.job;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment by which something must have ended, on a monotonic clock, which may be one that stands still at times. */
public final class Deadline {
    private final LongSupplier nanoClock;
    private final long endNanos;

    private Deadline(LongSupplier nanoClock, Duration duration) {
        this.nanoClock = nanoClock;
        this.endNanos = nanoClock.getAsLong() + duration.toNanos();
    }

    public static Deadline after(Duration duration) {
        return after(duration, System::nanoTime);
    }

    /** @param nanoClock thread-safe, and never goes back */
    public static Deadline after(Duration duration, LongSupplier nanoClock) {
        return new Deadline(nanoClock, duration);
    }

    /** What is left; zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoClock.getAsLong()));
    }

    public boolean passed() {
        return endNanos - nanoClock.getAsLong() <= 0;
    }
}
