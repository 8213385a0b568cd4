package io.pressrun.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The failures of futures. */
final class Failures {
    private Failures() {}

    /** Waits for a future that must fail for a reason of its own, and with the given code. */
    static JobFailedException failure(CompletableFuture<?> future, FailureCode code) {
        Throwable thrown = catchThrowable(() -> future.get(30, TimeUnit.SECONDS));
        if (!(thrown instanceof ExecutionException && thrown.getCause() instanceof JobFailedException failure)) {
            throw new AssertionError("Not the failure of a job: " + thrown, thrown);
        }
        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
        return failure;
    }
}
