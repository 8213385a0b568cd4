package io.pressrun.cli.letters;

import java.util.function.LongSupplier;

/** A steady rate: after so many steps the next ones wait as long as these may take. Not thread-safe. */
final class Pace {
    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private long next;

    /** @param nanoTime a clock as {@link System#nanoTime} */
    Pace(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** How long to wait before further steps; not positive when they are due. Time that was lost is not made up for. */
    long nanosUntilDue() {
        return next - nanoTime.getAsLong();
    }

    /** Steps that begin now. */
    void taken(int steps) {
        next = nanoTime.getAsLong() + steps * SECOND / perSecond;
    }

    /** Steps to take together, five times in a second. */
    int batch() {
        return Math.clamp(perSecond / 5, 1, 500);
    }
}
