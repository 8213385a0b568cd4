package io.pressrun.intake.duplicates;

import io.pressrun.job.FailureCode;
import io.pressrun.job.ResultEvent.InputPosition;

/** What becomes of a job, given the others with its id. */
sealed interface Verdict {
    /**
     * It is printed.
     *
     * @param remembered whether it is remembered as the one that waits for its next attempt
     */
    record Print(boolean remembered) implements Verdict {}

    /**
     * It waits, because another one waits for its next attempt.
     *
     * @param first the other
     * @param code why that could not be printed
     */
    record Wait(InputPosition first, FailureCode code) implements Verdict {}

    /** Another one was printed; its result is this record of the topic of printed jobs. */
    record Printed(int partition, long offset) implements Verdict {}
}
