package io.pressrun.fetch.share;

import io.pressrun.job.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the fetches of one job share.
 *
 * @param tenant whose answers it may use; {@code null} for those of all jobs that name none
 * @param connections how many of them may be under way, for the key {@code ""}
 * @param ended the job is over: nothing more is sent
 */
public record JobScope(
        @Nullable String tenant,
        JobHeaders headers,
        JobBudget budget,
        Permits<String> connections,
        Deadline deadline,
        AtomicBoolean ended) {
    /** Who shares with others what all jobs have together: the tenant, or the job itself where it names none. */
    public Object account() {
        return tenant == null ? budget : tenant;
    }

    /** For a request that outlives the job that caused it. */
    public JobScope inBackground(Duration time, long maxBytes) {
        return new JobScope(
                tenant, headers, new JobBudget(maxBytes, 1), connections, Deadline.after(time), new AtomicBoolean());
    }
}
