package io.pressrun.job;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The moment by which a job must have ended, on a monotonic clock. */
public final class Deadline {
    private final long endNanos;
    private final LongSupplier nanoClock;

    private Deadline(long endNanos, LongSupplier nanoClock) {
        this.endNanos = endNanos;
        this.nanoClock = nanoClock;
    }

    public static Deadline after(Duration duration) {
        return after(duration, System::nanoTime);
    }

    /** @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime} */
    public static Deadline after(Duration duration, LongSupplier nanoClock) {
        return new Deadline(nanoClock.getAsLong() + duration.toNanos(), nanoClock);
    }

    /** What is left; zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoClock.getAsLong()));
    }

    public long remainingMillis() {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, endNanos - nanoClock.getAsLong()));
    }

    public boolean passed() {
        return endNanos - nanoClock.getAsLong() <= 0;
    }
}
