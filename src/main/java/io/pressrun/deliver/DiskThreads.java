package io.pressrun.deliver;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Virtual threads for blocking file operations, a bounded number of which touch the disk at a time. */
final class DiskThreads implements AutoCloseable {
    private final ExecutorService threads;
    private final Semaphore permits;

    DiskThreads(String name, int concurrent) {
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
        permits = new Semaphore(concurrent, true);
    }

    /** @return completes exceptionally with what the operation threw, unwrapped */
    <T> CompletableFuture<T> run(Callable<T> operation) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> complete(result, operation));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new JobFailedException(
                    FailureCode.STORE_UNAVAILABLE,
                    "The directory is closed because the worker stops. Another worker may take the job.",
                    e));
        }
        return result;
    }

    private <T> void complete(CompletableFuture<T> result, Callable<T> operation) {
        permits.acquireUninterruptibly();
        try {
            result.complete(operation.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
