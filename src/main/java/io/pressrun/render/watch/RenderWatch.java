package io.pressrun.render.watch;

import io.pressrun.job.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Stops a render from inside. The engine looks neither at the interrupt flag nor at a clock, so every hook that it
 * calls back often asks here first.
 */
public final class RenderWatch {
    private static final int CHECK_EVERY = 64;
    /** So that a cancelled job frees its thread long before its deadline. */
    private static final long LONGEST_WAIT_MILLIS = 100;

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

    /** @throws RenderAborted when the time is over, or the job was cancelled */
    public void check() {
        if (cancelled.getAsBoolean()) {
            throw new RenderAborted(RenderAborted.Cause.CANCELLED);
        }
        if (deadline.passed()) {
            throw new RenderAborted(RenderAborted.Cause.TIMEOUT);
        }
    }

    /**
     * Waits on the calling render thread for something that never completes exceptionally.
     *
     * @throws RenderAborted as {@link #check}, and when the thread is interrupted
     */
    public <T> T await(CompletableFuture<T> coming) {
        while (true) {
            check();
            try {
                long millis = Math.clamp(deadline.remaining().toMillis(), 1, LONGEST_WAIT_MILLIS);
                return coming.get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not there yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RenderAborted(RenderAborted.Cause.CANCELLED);
            } catch (ExecutionException e) {
                throw new IllegalStateException("what a render waited for ended with a defect", e);
            }
        }
    }
}
