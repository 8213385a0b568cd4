package io.pressrun.render;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The fixed pool of platform threads on which everything CPU-bound runs. Virtual threads would not do: the engine
 * recurses deeply and never yields, so the stack size must be stated and the count must match the cores.
 *
 * <p>Tasks of a later step go first: what is started is finished before more is started.
 */
public final class RenderPool implements AutoCloseable {
    private final ThreadPoolExecutor executor;
    private final AtomicLong sequence = new AtomicLong();

    /** The steps that run here, the most urgent first. */
    public enum Step {
        RENDER,
        PARSE
    }

    /**
     * @param threads how many; at least 1
     * @param stackBytes the stack of each thread; 16 MiB takes documents nested 8,000 elements deep
     */
    public RenderPool(int threads, long stackBytes) {
        var counter = new AtomicLong();
        executor =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), task -> {
                    var thread = new Thread(null, task, "render-" + counter.getAndIncrement(), stackBytes);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Runs the task in its turn. Cancelling the answer removes a task that has not started; it never interrupts one that has. */
    public <T> FutureTask<T> submit(Step step, Callable<T> work) {
        var task = new Task<>(step, sequence.getAndIncrement(), work, executor);
        executor.execute(task);
        return task;
    }

    /** Threads at work. */
    public int busy() {
        return executor.getActiveCount();
    }

    /** Tasks that wait for a thread. */
    public int queued() {
        return executor.getQueue().size();
    }

    /** Interrupts what runs and cancels what waits, so that nobody waits for an answer in vain. */
    @Override
    public void close() {
        executor.shutdownNow().forEach(waiting -> ((Task<?>) waiting).cancel(false));
    }

    private static final class Task<T> extends FutureTask<T> implements Comparable<Task<?>> {
        private final Step step;
        private final long number;
        private final ThreadPoolExecutor executor;

        Task(Step step, long number, Callable<T> work, ThreadPoolExecutor executor) {
            super(work);
            this.step = step;
            this.number = number;
            this.executor = executor;
        }

        @Override
        protected void done() {
            if (isCancelled()) {
                executor.remove(this);
            }
        }

        @Override
        public int compareTo(Task<?> other) {
            int byStep = step.compareTo(other.step);
            return byStep != 0 ? byStep : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }
}
