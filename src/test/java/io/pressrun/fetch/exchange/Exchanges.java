package io.pressrun.fetch.exchange;

import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.http.HttpResponse;
import io.pressrun.fetch.share.JobBudget;
import io.pressrun.fetch.share.JobHeaders;
import io.pressrun.fetch.share.JobScope;
import io.pressrun.fetch.share.Permits;
import io.pressrun.job.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What tests look at within a fetcher, and requests for them to wait with. */
public final class Exchanges {
    private Exchanges() {}

    /** The origins at which requests are under way or wait. */
    public static int originsInUse(AssetFetcher fetcher) {
        return Fetching.exchanges(fetcher).permits().keysInUse();
    }

    /** How long a request that was answered so waits before its only retry; {@code null} when there is none. */
    public static @Nullable Duration retryDelay(Clock clock, HttpResponse response) {
        return new Retries(1, clock, new Random(1)).afterResponse(0, response);
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
