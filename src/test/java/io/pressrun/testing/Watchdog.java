package io.pressrun.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends processes that hang, so that whoever reads what they print goes on. */
public final class Watchdog {
    private Watchdog() {}

    /** Ends the process unless it has ended by itself by then. */
    public static void over(Process process, Duration time) {
        var _ = process.onExit()
                .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> process.destroyForcibly());
    }
}
