package io.pressrun.press;

import io.pressrun.job.JobFailedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on the job's thread for what others do for it. */
final class Waiting {
    private Waiting() {}

    /**
     * The answer, or what it failed with, as if it had been thrown here.
     *
     * @throws InterruptedException when this thread is interrupted, or the answer is cancelled
     */
    static <T> T on(Future<T> answer) throws JobFailedException, InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            throw new InterruptedException("cancelled");
        } catch (ExecutionException e) {
            throw unwrap(e);
        }
    }

    /**
     * The same for a limited time; what does not answer goes on unheard.
     *
     * @throws TimeoutException when the time is over
     */
    static <T> T on(Future<T> answer, Duration limit)
            throws JobFailedException, InterruptedException, TimeoutException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CancellationException e) {
            throw new InterruptedException("cancelled");
        } catch (ExecutionException e) {
            throw unwrap(e);
        }
    }

    private static RuntimeException unwrap(ExecutionException e) throws JobFailedException, InterruptedException {
        return switch (e.getCause()) {
            case JobFailedException failure -> throw failure;
            case InterruptedException interruption -> throw interruption;
            case RuntimeException defect -> defect;
            case null -> new IllegalStateException(e);
            default -> new IllegalStateException(e.getCause());
        };
    }
}
