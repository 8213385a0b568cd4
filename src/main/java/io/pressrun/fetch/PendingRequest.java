package io.pressrun.fetch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One job's interest in the answer to a hop. Completing the future from outside gives it up.
 *
 * @param began run when the request goes out, perhaps again when it is sent anew
 * @param remaining the time for which an answer is still wanted
 */
record PendingRequest(CompletableFuture<ServedResponse> answer, JobScope job, Runnable began, Supplier<Duration> remaining) {
    PendingRequest(JobScope job, Runnable began, Supplier<Duration> remaining) {
        this(new CompletableFuture<>(), job, began, remaining);
    }

    void leave() {
        answer.cancel(false);
    }

    /** Leaves because the server took too long. */
    void expire() {
        answer.completeExceptionally(new TimeoutException());
    }

    /** Counts bytes against the job; over its limit it leaves. */
    void charge(long bytes) {
        try {
            job.budget().take(bytes);
        } catch (OversizeException e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
