package io.pressrun.fetch;

import io.pressrun.job.Deadline;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What tests look at within a fetcher, and requests for them to wait with. */
public final class Exchanges {
    private Exchanges() {}

    /** The origins at which requests are under way or wait. */
    public static int originsInUse(AssetFetcher fetcher) {
        return Fetching.exchanges(fetcher).permits().keysInUse();
    }

    static CachingClient caching(AssetFetcher fetcher) {
        return Fetching.exchanges(fetcher).caching();
    }

    /** Patient, for a job of its own. */
    static PendingRequest pending() {
        return pending(false);
    }

    /** @param ended the job has ended */
    static PendingRequest pending(boolean ended) {
        JobScope scope = new JobScope(
                null,
                new JobHeaders(List.of()),
                new JobBudget(1_000_000, 10),
                new Permits<>(1, Runnable::run),
                Deadline.after(Fetching.PATIENCE),
                new AtomicBoolean(ended));
        return new PendingRequest(scope, () -> {}, () -> Fetching.PATIENCE);
    }
}
