package io.pressrun.fetch;

import io.pressrun.fetch.exchange.HttpEnvironment;
import io.pressrun.fetch.exchange.HttpExchanges;
import io.pressrun.fetch.policy.AddressPolicy;
import io.pressrun.fetch.share.JobBudget;
import io.pressrun.fetch.share.JobHeaders;
import io.pressrun.fetch.share.JobLimits;
import io.pressrun.fetch.share.JobScope;
import io.pressrun.fetch.share.Permits;
import io.pressrun.job.Deadline;
import io.pressrun.job.RenderJob;
import io.pressrun.url.ReferenceResolver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one way by which bytes enter the process on behalf of jobs: one HTTP client with its policy, limits and pool.
 * One per process; thread-safe.
 */
public final class AssetFetcher implements AutoCloseable {
    /** Jobs whose labels of this name differ share no answers; those without it share them among each other. */
    public static final String TENANT_LABEL = "tenant";

    private static final String DEADLINE_PASSED = "The job's time was over before the asset arrived.";

    private final JobLimits jobLimits;
    private final long maxAssetBytes;
    private final ObjectReader objects;
    private final HttpExchanges exchanges;
    private final HttpAssets http;
    private final AssetReading reading = new AssetReading();
    private final Set<AssetRequests> open = ConcurrentHashMap.newKeySet();

    public AssetFetcher(FetchSettings settings, ObjectReader objects) {
        this(settings, objects, FetchListener.NONE);
    }

    public AssetFetcher(FetchSettings settings, ObjectReader objects, FetchListener listener) {
        this(settings, objects, listener, HttpEnvironment.of(new AddressPolicy(settings.policy())));
    }

    AssetFetcher(FetchSettings settings, ObjectReader objects, FetchListener listener, HttpEnvironment environment) {
        FetchListener guarded = new GuardedListener(listener);
        this.jobLimits = settings.job();
        this.maxAssetBytes = settings.request().maxBytes();
        this.objects = objects;
        this.exchanges = new HttpExchanges(
                settings.client(), settings.request(), settings.cache(), settings.recovery(), environment, guarded);
        this.http = new HttpAssets(exchanges, guarded);
    }

    /**
     * Opens the view of one job. The caller closes it when the job ends.
     *
     * @param references tells where relative references in the job's stylesheets lead
     */
    public JobAssets open(RenderJob job, ReferenceResolver references, Deadline deadline) {
        JobBudget budget = new JobBudget(jobLimits.maxBytes(), jobLimits.maxAssets());
        AtomicBoolean ended = new AtomicBoolean();
        JobScope scope = new JobScope(
                job.labels().get(TENANT_LABEL),
                new JobHeaders(job.fetch().headers()),
                budget,
                new Permits<>(jobLimits.connections(), exchanges.timer()),
                deadline,
                ended);
        AssetAllowance allowance = new AssetAllowance(budget, maxAssetBytes);
        ObjectReads reads = new ObjectReads(objects, allowance, ended, exchanges.timer());
        CarriedFiles carried = new CarriedFiles(job.assets(), references);
        AssetRequests requests = new AssetRequests(http, reads, carried, allowance, scope);
        open.add(requests);
        DeadlineAlarm alarm = new DeadlineAlarm(exchanges.timer(), deadline, () -> requests.end(DEADLINE_PASSED));
        return new JobAssets(
                requests,
                references,
                deadline,
                jobLimits.maxAssets(),
                reading.forOneJob(),
                exchanges::onClientThread,
                () -> {
                    open.remove(requests);
                    alarm.close();
                });
    }

    /** For tests. */
    AssetReading reading() {
        return reading;
    }

    /** For tests. */
    HttpExchanges exchanges() {
        return exchanges;
    }

    /** Ends every open job's fetches and closes all connections. */
    @Override
    public void close() {
        open.forEach(requests -> requests.end(JobAssets.CLOSED));
        reading.close();
        exchanges.close();
    }
}
