package io.pressrun.fetch;

import io.pressrun.job.Deadline;
import io.pressrun.job.RenderJob;
import io.pressrun.url.ReferenceResolver;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.asynchttpclient.SslEngineFactory;
import org.asynchttpclient.netty.ssl.DefaultSslEngineFactory;

/**
 * The one way by which bytes enter the process on behalf of jobs: one HTTP client with its policy, limits and pool.
 * One per process; thread-safe.
 */
public final class AssetFetcher implements AutoCloseable {
    /** Jobs whose labels of this name differ share no answers; those without it share them among each other. */
    public static final String TENANT_LABEL = "tenant";

    private final FetchSettings settings;
    private final ObjectReader objects;
    private final HttpFetcher http;
    private final Reading reading = new Reading();
    private final Set<JobAssets> open = ConcurrentHashMap.newKeySet();

    public AssetFetcher(FetchSettings settings, ObjectReader objects) {
        this(settings, objects, FetchListener.NONE);
    }

    public AssetFetcher(FetchSettings settings, ObjectReader objects, FetchListener listener) {
        this(settings, objects, listener, NameLookup.system(), new AddressPolicy(settings));
    }

    AssetFetcher(
            FetchSettings settings,
            ObjectReader objects,
            FetchListener listener,
            NameLookup names,
            AddressPolicy policy) {
        this(settings, objects, listener, names, policy, Clock.systemUTC(), new Random());
    }

    /** @param random thread-safe */
    AssetFetcher(
            FetchSettings settings,
            ObjectReader objects,
            FetchListener listener,
            NameLookup names,
            AddressPolicy policy,
            Clock clock,
            RandomGenerator random) {
        this(settings, objects, listener, names, policy, clock, random, new DefaultSslEngineFactory());
    }

    /** @param tls says which servers are trusted */
    AssetFetcher(
            FetchSettings settings,
            ObjectReader objects,
            FetchListener listener,
            NameLookup names,
            AddressPolicy policy,
            Clock clock,
            RandomGenerator random,
            SslEngineFactory tls) {
        this.settings = settings;
        this.objects = objects;
        this.http = new HttpFetcher(settings, policy, names, listener, clock, random, tls);
    }

    /**
     * Opens the view of one job. The caller closes it when the job ends.
     *
     * @param references tells where relative references in the job's stylesheets lead
     */
    public JobAssets open(RenderJob job, ReferenceResolver references, Deadline deadline) {
        JobScope scope = new JobScope(
                job.labels().get(TENANT_LABEL),
                new JobHeaders(job.fetch().headers()),
                new JobBudget(settings.maxJobBytes(), settings.maxAssets()),
                new Permits<>(settings.connectionsPerJob(), http::later),
                deadline,
                new AtomicBoolean());
        JobAssets assets = new JobAssets(this, job, references, deadline, scope);
        open.add(assets);
        return assets;
    }

    FetchSettings settings() {
        return settings;
    }

    ObjectReader objects() {
        return objects;
    }

    HttpFetcher http() {
        return http;
    }

    Reading reading() {
        return reading;
    }

    void closed(JobAssets assets) {
        open.remove(assets);
    }

    /** Ends every open job's fetches and closes all connections. */
    @Override
    public void close() {
        open.forEach(JobAssets::close);
        reading.close();
        http.close();
    }
}
