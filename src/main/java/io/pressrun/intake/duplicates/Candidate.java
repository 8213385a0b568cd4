package io.pressrun.intake.duplicates;

import io.pressrun.job.ResultEvent.InputPosition;

/** A job that may be the same as another one. Candidates that are equal are one job, taken once. */
public interface Candidate {
    /** Of the request, also when this is one of its retries. */
    InputPosition position();

    /** Whether its partition belongs to this worker no longer. */
    boolean isClosed();
}
