package io.pressrun.press;

import io.pressrun.job.Outcome.Timings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Milliseconds of one job by stage. Confined to the job's thread. */
final class StageClock {
    private final LongSupplier nanoClock;
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final long start;
    private long mark;

    StageClock(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        start = nanoClock.getAsLong();
        mark = start;
    }

    /** Gives the time since the last mark to the stage. */
    void mark(String stage) {
        long now = nanoClock.getAsLong();
        add(stage, now - mark);
        mark = now;
    }

    /** Moves a part of what the next mark will count to another stage. */
    void add(String stage, long elapsedNanos) {
        nanos.merge(stage, elapsedNanos, Long::sum);
    }

    /** Like {@link #mark}, with a part of the time given to {@code queue}: waiting for a thread of the pool. */
    void mark(String stage, long queuedNanos) {
        long now = nanoClock.getAsLong();
        long queued = Math.clamp(queuedNanos, 0, now - mark);
        add("queue", queued);
        add(stage, now - mark - queued);
        mark = now;
    }

    Timings timings() {
        var millis = new LinkedHashMap<String, Long>();
        nanos.forEach((stage, value) -> millis.put(stage, TimeUnit.NANOSECONDS.toMillis(value)));
        millis.put("total", TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - start));
        return new Timings(millis);
    }
}
