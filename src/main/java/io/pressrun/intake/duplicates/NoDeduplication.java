package io.pressrun.intake.duplicates;

import io.pressrun.press.Submission;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every job is printed, and nothing is remembered. */
public final class NoDeduplication implements Deduplication {
    private static final Decision PRINT = new Decision.Print(null);

    @Override
    public Decision decide(Candidate job, Submission submission) {
        return PRINT;
    }

    @Override
    public @Nullable Claim claimOfRetry(Candidate job, String id) {
        return null;
    }

    @Override
    public void turn() {}

    @Override
    public Duration untilNext(Duration limit) {
        return limit;
    }

    @Override
    public void ended(Candidate job) {}

    @Override
    public void dropClosed(Set<Integer> partitions) {}

    @Override
    public String toString() {
        return "every job is printed";
    }

    @Override
    public void close() {}
}
