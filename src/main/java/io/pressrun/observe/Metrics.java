package io.pressrun.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Records what happens, under the names of {@link Metric}. Every series exists from the start. Thread-safe. */
public final class Metrics implements AutoCloseable {
    private static final Duration[] DURATIONS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120)
    };

    /** 1 KiB to 64 MiB in steps of four. */
    private static final double[] SIZES = {
        1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26
    };

    /** What became of an asset that a document asked for. */
    public enum AssetOutcome {
        FOUND,
        CACHED,
        MISSING,
        UNAVAILABLE,
        BLOCKED
    }

    /** What became of a transaction that publishes results. */
    public enum TransactionOutcome {
        COMMITTED,
        ABORTED,
        FENCED
    }

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Counter printed;
    private final Map<FailureCode, Counter> failed;
    private final Map<FailureCode, Counter> deadLetters;
    private final Map<FailureCode, Counter> retries;
    private final Map<Stage, Timer> stages;
    private final Map<AssetOutcome, Counter> assets;
    private final Map<TransactionOutcome, Counter> transactions;
    private final Counter pages = counter(Metric.PAGES);
    private final Counter duplicates = counter(Metric.DUPLICATES);
    private final Counter interrupted = counter(Metric.INTERRUPTED);
    private final Counter polls = counter(Metric.POLLS);
    private final DistributionSummary pdfBytes = summary(Metric.PDF_BYTES);
    private final DistributionSummary assetBytes = summary(Metric.ASSET_BYTES);
    private final Timer assetDuration = timer(Metric.ASSET_DURATION);
    private final AtomicLong jobsInFlight = gauge(Metric.JOBS_IN_FLIGHT);
    private final AtomicLong jobsInFlightBytes = gauge(Metric.JOBS_IN_FLIGHT_BYTES);
    private final AtomicLong renderThreadsBusy = gauge(Metric.RENDER_THREADS_BUSY);
    private final AtomicLong partitionsAssigned = gauge(Metric.PARTITIONS_ASSIGNED);
    private final AtomicLong partitionsPaused = gauge(Metric.PARTITIONS_PAUSED);
    private final AtomicLong breakerOpen = gauge(Metric.BREAKER_OPEN);
    private final AtomicLong stalled = gauge(Metric.STALLED);
    private final Counter assetRetries = counter(Metric.ASSET_RETRIES);
    private final Counter originBreakers = counter(Metric.ORIGIN_BREAKERS);
    private final Counter suspects = counter(Metric.SUSPECTS);

    /** @param version of Pressrun */
    public Metrics(String version) {
        gauge(Metric.BUILD, "version", version).set(1);
        printed = counter(Metric.JOBS, "status", "printed", "code", Metric.NO_CODE);
        failed = each(FailureCode.class, code -> counter(Metric.JOBS, "status", "failed", "code", code.name()));
        deadLetters = each(FailureCode.class, code -> counter(Metric.DEAD_LETTERS, "code", code.name()));
        retries = each(FailureCode.class, code -> counter(Metric.RETRIES, "code", code.name()));
        stages = each(Stage.class, stage -> timer(Metric.JOB_DURATION, "stage", stage.label()));
        assets = each(AssetOutcome.class, outcome -> counter(Metric.ASSETS, "outcome", label(outcome)));
        transactions = each(
                TransactionOutcome.class, outcome -> counter(Metric.PUBLISH_TRANSACTIONS, "outcome", label(outcome)));

        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** A job ended with a PDF, and its result is published. */
    public void jobPrinted(int pages, long bytes) {
        printed.increment();
        this.pages.increment(pages);
        pdfBytes.record((double) bytes);
    }

    /** A job ended with the PDF of a former one, and its result is published. */
    public void jobDuplicate() {
        printed.increment();
        duplicates.increment();
    }

    /** A job ended without a PDF, and its result is published. */
    public void jobFailed(FailureCode code) {
        count(failed, code);
    }

    public void stage(Stage stage, Duration duration) {
        timerOf(stage).record(duration);
    }

    public void jobsInFlight(int jobs, long bytes) {
        jobsInFlight.set(jobs);
        jobsInFlightBytes.set(bytes);
    }

    /** A job is printed alone, because a worker died while it printed it. */
    public void suspect() {
        suspects.increment();
    }

    public void breakerOpen(boolean open) {
        breakerOpen.set(open ? 1 : 0);
    }

    public void stalled(boolean isStalled) {
        stalled.set(isStalled ? 1 : 0);
    }

    /** Render threads at work now. */
    public void renderThreadsBusy(int threads) {
        renderThreadsBusy.set(threads);
    }

    /** An asset was asked for and not fetched over the network, or not to the end. */
    public void asset(AssetOutcome outcome) {
        count(assets, outcome);
    }

    /** An asset was fetched over the network. */
    public void assetFetched(long bytes, Duration duration) {
        count(assets, AssetOutcome.FOUND);
        assetBytes.record((double) bytes);
        assetDuration.record(duration);
    }

    /** A request for an asset is sent again. */
    public void assetRetry() {
        assetRetries.increment();
    }

    /** An origin is left alone for a while. */
    public void originBreaker() {
        originBreakers.increment();
    }

    public void deadLetter(FailureCode code) {
        count(deadLetters, code);
    }

    public void retry(FailureCode code) {
        count(retries, code);
    }

    public void interrupted() {
        interrupted.increment();
    }

    public void transaction(TransactionOutcome outcome) {
        count(transactions, outcome);
    }

    public void partitions(int assigned, int paused) {
        partitionsAssigned.set(assigned);
        partitionsPaused.set(paused);
    }

    public void polled() {
        polls.increment();
    }

    /**
     * Shows the meters that a library keeps itself, as they are at each scrape.
     *
     * @param source asked on the thread of the scrape; its labels must not grow with the jobs
     */
    public void watch(Supplier<List<Reading>> source) {
        registry.getPrometheusRegistry().register(new Readings(source));
    }

    /** All metrics as Prometheus text 0.0.4, or as OpenMetrics 1.0.0. */
    public String scrape(Exposition exposition) {
        return registry.scrape(exposition.contentType());
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private Timer timerOf(Stage stage) {
        return present(stages, stage);
    }

    private static <K extends Enum<K>> void count(Map<K, Counter> counters, K key) {
        present(counters, key).increment();
    }

    private static <K extends Enum<K>, M> M present(Map<K, M> meters, K key) {
        M meter = meters.get(key);
        if (meter == null) {
            throw new IllegalStateException("no meter for " + key);
        }
        return meter;
    }

    private static <K extends Enum<K>, M> Map<K, M> each(Class<K> type, Function<K, M> meter) {
        Map<K, M> meters = new EnumMap<>(type);
        for (K constant : type.getEnumConstants()) {
            meters.put(constant, meter.apply(constant));
        }
        return meters;
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Counter counter(Metric metric, String... tags) {
        return Counter.builder(metric.id())
                .description(metric.description())
                .tags(tags)
                .register(registry);
    }

    private AtomicLong gauge(Metric metric, String... tags) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(metric.id(), value, AtomicLong::doubleValue)
                .description(metric.description())
                .baseUnit(metric.unit())
                .strongReference(true)
                .tags(tags)
                .register(registry);
        return value;
    }

    private Timer timer(Metric metric, String... tags) {
        return Timer.builder(metric.id())
                .description(metric.description())
                .serviceLevelObjectives(DURATIONS)
                .tags(tags)
                .register(registry);
    }

    private DistributionSummary summary(Metric metric, String... tags) {
        return DistributionSummary.builder(metric.id())
                .description(metric.description())
                .baseUnit(metric.unit())
                .serviceLevelObjectives(SIZES)
                .tags(tags)
                .register(registry);
    }
}
