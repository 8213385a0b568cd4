package io.pressrun.intake.duplicates;

import io.pressrun.press.Submission;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of several jobs with one id is printed, and which are given its result. All but {@link #decide} belongs to
 * the poll thread.
 */
public interface Deduplication extends AutoCloseable {
    /** Called on the job's thread before it is printed; may wait for the poll thread, and for jobs with the same id. */
    Decision decide(Candidate job, Submission submission) throws InterruptedException;

    /**
     * What is to be taken back of a job that will not be printed, though it may be remembered as one that waits for its
     * next attempt; {@code null}: nothing is remembered.
     */
    @Nullable
    Claim claimOfRetry(Candidate job, String id);

    /** Goes on with what was asked. Called in every turn of the loop; takes no longer than a moment. */
    void turn();

    /** How long until {@link #turn} has something to do, at most the limit. */
    Duration untilNext(Duration limit);

    /** The job's outcome is visible, or it has none here. */
    void ended(Candidate job);

    /**
     * Lets go of candidates that are closed.
     *
     * @param partitions of the request topic that this worker has
     */
    void dropClosed(Set<Integer> partitions);

    @Override
    void close();
}
