package io.pressrun.press;

import io.pressrun.job.Outcome.Timings;
import io.pressrun.job.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The time of one job by stage, in the order in which the stages ended. Confined to the job's thread. */
final class StageClock {
    private final LongSupplier nanoClock;
    private final Map<Stage, Long> nanos = new LinkedHashMap<>();
    private final long start;
    private long mark;

    StageClock(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        start = nanoClock.getAsLong();
        mark = start;
    }

    /** Gives the time since the last mark to the stage. */
    void mark(Stage stage) {
        mark(stage, 0);
    }

    /** Like {@link #mark(Stage)}, with a part of the time given to {@link Stage#QUEUE}. */
    void mark(Stage stage, long queuedNanos) {
        long now = nanoClock.getAsLong();
        long queued = Math.clamp(queuedNanos, 0, now - mark);
        if (queued > 0) {
            nanos.merge(Stage.QUEUE, queued, Long::sum);
        }
        nanos.merge(stage, now - mark - queued, Long::sum);
        mark = now;
    }

    Timings timings() {
        var millis = new LinkedHashMap<String, Long>();
        nanos.forEach((stage, value) -> millis.put(stage.label(), TimeUnit.NANOSECONDS.toMillis(value)));
        millis.put(Stage.TOTAL.label(), TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - start));
        return new Timings(millis);
    }
}
