package io.pressrun.intake.duplicates;

import io.pressrun.job.FailureCode;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.ResultEvent.InputPosition;
import org.jspecify.annotations.Nullable;

/** What becomes of a job that may be a duplicate. */
public sealed interface Decision {
    /**
     * It is printed.
     *
     * @param claim what is to be remembered of it; {@code null}: nothing
     */
    record Print(@Nullable Claim claim) implements Decision {}

    /**
     * It waits on a retry topic, because another job with its id waits for its next attempt.
     *
     * @param first the other
     * @param code why that could not be printed
     */
    record PutOff(String id, InputPosition first, FailureCode code) implements Decision {}

    /**
     * It is a duplicate.
     *
     * @param first the result of the job with its id that was printed
     */
    record Repeat(String id, ResultEvent first) implements Decision {}
}
