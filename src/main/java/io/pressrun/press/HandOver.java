package io.pressrun.press;

import io.pressrun.job.JobFailedException;
import io.pressrun.job.Stage;
import io.pressrun.render.RenderPool;
import io.pressrun.render.RenderPool.Step;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.MDC;

/** Hands what is CPU-bound over to the render pool and waits for it there. */
final class HandOver {
    private final RenderPool pool;
    private final String logKey;

    /** @param logKey what of the log's context (MDC) goes along */
    HandOver(RenderPool pool, String logKey) {
        this.pool = pool;
        this.logKey = logKey;
    }

    /**
     * Runs the work in its turn. The time until then counts as {@link Stage#QUEUE} and is none of the job's; the rest
     * counts as the stage.
     *
     * @throws InterruptedException when this thread is interrupted, or the pool closes. Work that has begun goes on
     */
    <T> T run(Step step, Stage stage, StageClock stages, JobTime time, Callable<T> work)
            throws JobFailedException, InterruptedException {
        long submitted = System.nanoTime();
        var started = new AtomicLong(submitted);
        String job = MDC.get(logKey);
        time.stop();
        try {
            var task = submit(step, () -> {
                time.goOn();
                started.set(System.nanoTime());
                try (var _ = MDC.putCloseable(logKey, job)) {
                    return work.call();
                }
            });
            try {
                return Waiting.on(task);
            } finally {
                // Without effect on a task that has ended.
                task.cancel(false);
                stages.mark(stage, started.get() - submitted);
            }
        } finally {
            time.goOn();
        }
    }

    private <T> FutureTask<T> submit(Step step, Callable<T> work) throws InterruptedException {
        try {
            return pool.submit(step, work);
        } catch (RejectedExecutionException e) {
            throw new InterruptedException("the pool was closed");
        }
    }
}
