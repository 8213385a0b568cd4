package io.pressrun.fetch.exchange;

import io.pressrun.fetch.http.OversizeException;
import io.pressrun.fetch.share.JobScope;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One job's request for one address, which waits for its response. Completing the future from outside gives it up.
 *
 * @param onSent run when a request goes out for it, perhaps again when that is sent anew
 * @param remaining the time for which a response is still wanted
 */
record PendingRequest(
        CompletableFuture<ServedResponse> response, JobScope job, Runnable onSent, Supplier<Duration> remaining) {
    PendingRequest(JobScope job, Runnable onSent, Supplier<Duration> remaining) {
        this(new CompletableFuture<>(), job, onSent, remaining);
    }

    /** Gives it up. */
    void cancel() {
        response.cancel(false);
    }

    /** Ends it because the server took too long. */
    void timeOut() {
        response.completeExceptionally(new TimeoutException());
    }

    /** Counts bytes against the job; over its limit the request ends. */
    void charge(long bytes) {
        try {
            job.budget().take(bytes);
        } catch (OversizeException e) {
            response.completeExceptionally(e);
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
