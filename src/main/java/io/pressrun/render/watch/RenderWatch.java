package io.pressrun.render.watch;

import io.pressrun.job.Deadline;
import java.util.function.BooleanSupplier;

/**
 * Stops a render from inside. The engine looks neither at the interrupt flag nor at a clock, so every hook that it
 * calls back often asks here first.
 */
public final class RenderWatch {
    private static final int CHECK_EVERY = 64;

    private final Deadline deadline;
    private final BooleanSupplier cancelled;
    private int calls;

    public RenderWatch(Deadline deadline, BooleanSupplier cancelled) {
        this.deadline = deadline;
        this.cancelled = cancelled;
    }

    /** Looks at the clock on every 64th call only, for the hooks that are called for every word. */
    public void glance() {
        if (++calls % CHECK_EVERY == 0) {
            check();
        }
    }

    public void check() {
        if (cancelled.getAsBoolean()) {
            throw new RenderAborted(RenderAborted.Cause.CANCELLED);
        }
        if (deadline.passed()) {
            throw new RenderAborted(RenderAborted.Cause.TIMEOUT);
        }
    }

    public Deadline deadline() {
        return deadline;
    }
}
