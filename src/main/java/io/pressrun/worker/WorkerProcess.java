package io.pressrun.worker;

import io.pressrun.deliver.PdfStore;
import io.pressrun.deliver.TopicStore;
import io.pressrun.intake.Intake;
import io.pressrun.intake.IntakeSettings.BreakerSettings;
import io.pressrun.intake.IntakeSettings.Duplicates;
import io.pressrun.intake.IntakeSettings;
import io.pressrun.intake.Topology.TopologyException;
import io.pressrun.intake.Topology;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.observe.AdminServer;
import io.pressrun.observe.Health;
import io.pressrun.observe.Metrics;
import io.pressrun.press.Outputs;
import io.pressrun.settings.PressrunSettings.GroupProtocol;
import io.pressrun.settings.PressrunSettings.OutputKind;
import io.pressrun.settings.PressrunSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker of a consumer group: the pipeline, its stores, the intake and the admin server. */
public final class WorkerProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

    /** Partitions of the topics that a worker makes itself. */
    private static final int NEW_TOPIC_PARTITIONS = 6;

    /** The loop goes round at least twice a second; a revocation and a publication may hold it up for a while. */
    private static final Duration TICK_LIMIT = Duration.ofSeconds(90);

    private static final Duration STARTUP_GRACE = Duration.ofMinutes(2);

    private static final Duration STORE_ANSWER = Duration.ofSeconds(10);

    private final PressrunSettings settings;
    private final OpenParts open;
    private final Health health = new Health(Clock.systemUTC(), TICK_LIMIT, STARTUP_GRACE);
    private final @Nullable AdminServer admin;
    private final Intake intake;

    /**
     * Starts all but the loop. What was opened before something fails is closed.
     *
     * @throws io.pressrun.settings.SettingsException when no brokers are named
     * @throws io.pressrun.intake.KafkaFailedException when the settings are not those of a Kafka client
     * @throws TopologyException when a topic is missing, or the brokers do not answer
     * @throws StoreRefusedException when no job could be delivered
     * @throws IOException when a directory cannot be used, or the admin server cannot listen
     */
    public static WorkerProcess start(PressrunSettings settings)
            throws TopologyException, StoreRefusedException, IOException {
        settings.kafka().requireBootstrapServers();
        var open = new OpenParts();
        try {
            return new WorkerProcess(settings, open);
        } catch (Throwable e) {
            try (open) {
                throw e;
            }
        }
    }

    private WorkerProcess(PressrunSettings settings, OpenParts open)
            throws TopologyException, StoreRefusedException, IOException {
        this.settings = settings;
        this.open = open;
        var metrics = open.add(new Metrics(ProductVersion.number()));
        var topics = topicsOf(settings);
        var duplicates =
                new Duplicates(settings.duplicates().window(), settings.topics().printed());
        int maxRecord = Math.toIntExact(settings.output().maxRecordSize().bytes());
        var topology = open.add(new Topology(
                settings.kafka().adminProperties(), topics, settings.retry().delays(), duplicates));
        var brokers = prepare(topology, maxRecord);
        var stores = open.add(Stores.open(settings));
        checkStore(stores.store());
        var outputs = new Outputs(
                stores.store(),
                new TopicStore(topics.pdfs(), maxRecord, new TopicLimit(topology, topics.pdfs())),
                settings.output().byDefault() == OutputKind.TOPIC);
        var observer = new Observer(metrics, health);
        var pipeline = open.add(Pipeline.open(settings, outputs, stores.objects(), observer));
        observer.watchRenderThreads(pipeline.pool()::busy);
        admin = settings.admin().enabled()
                ? open.add(AdminServer.start(
                        settings.admin().host(), settings.admin().port(), health, metrics))
                : null;
        intake = new Intake(
                intakeSettings(settings, topics, duplicates, maxRecord, brokers),
                pipeline.press()::print,
                pipeline.codec(),
                Clock.systemUTC(),
                observer);
    }

    /**
     * What the brokers tell at the start.
     *
     * @param metadataBytes that a commit's metadata may have
     */
    private record Brokers(int metadataBytes, Set<String> formerRetryTopics) {}

    /** Sees to the topics. */
    private Brokers prepare(Topology topology, int maxRecordBytes) throws TopologyException {
        if (settings.intake().createTopics()) {
            topology.createTopics(NEW_TOPIC_PARTITIONS, maxRecordBytes);
        }
        topology.requireTopics();
        return new Brokers(topology.commitMetadataBytes(), topology.formerRetryTopics());
    }

    /**
     * Starts no worker whose store refuses it: it would make dead letters of its jobs. A store that does not answer may
     * be back before the first job is printed.
     */
    private static void checkStore(@Nullable PdfStore store) throws StoreRefusedException {
        if (store == null) {
            return;
        }
        try {
            store.probe()
                    .orTimeout(STORE_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JobFailedException failure && failure.code() == FailureCode.STORE_REFUSED) {
                throw new StoreRefusedException("The store refuses this worker: " + failure.getMessage(), failure);
            }
            log.warn("The store does not answer yet; jobs wait for it on the retry topics: {}", reason(e));
        }
    }

    private static @Nullable String reason(CompletionException e) {
        return e.getCause() instanceof JobFailedException failure
                ? failure.getMessage()
                : "no answer within " + STORE_ANSWER.toSeconds() + " s";
    }

    public static IntakeSettings.Topics topicsOf(PressrunSettings settings) {
        var topics = settings.topics();
        return new IntakeSettings.Topics(topics.requests(), topics.results(), topics.pdfs(), topics.deadLetters());
    }

    private static IntakeSettings intakeSettings(
            PressrunSettings settings,
            IntakeSettings.Topics topics,
            Duplicates duplicates,
            int maxRecordBytes,
            Brokers brokers) {
        var intake = settings.intake();
        return new IntakeSettings(
                topics,
                settings.group().id(),
                settings.group().protocol() == GroupProtocol.CLASSIC,
                settings.worker().id(),
                intake.transactionalId(),
                intake.maxInFlight(),
                intake.maxInFlightSize().bytes(),
                intake.publishInterval(),
                intake.drainTimeout(),
                intake.revokeTimeout(),
                intake.transactionTimeout(),
                maxRecordBytes,
                settings.retry().delays(),
                brokers.formerRetryTopics(),
                new BreakerSettings(
                        settings.breaker().failureRate(),
                        settings.breaker().window(),
                        settings.breaker().pause()),
                stallTimeout(settings),
                brokers.metadataBytes(),
                duplicates,
                text(settings.kafka().consumerProperties()),
                text(settings.kafka().producerProperties()));
    }

    /** A job may take twice its timeout, the second time in the store, and is no stall. */
    private static Duration stallTimeout(PressrunSettings settings) {
        var longestJob = settings.job().timeout().multipliedBy(2);
        var configured = settings.intake().stallTimeout();
        return configured.compareTo(longestJob) > 0 ? configured : longestJob;
    }

    private static Map<String, String> text(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString()));
    }

    /** Works until {@link #stop}; returns once everything in hand is finished or handed back. */
    public void run() {
        log.info(
                "Worker {} takes jobs from {}",
                settings.worker().id(),
                settings.topics().requests());
        health.started();
        intake.run();
        log.info("Worker {} has left the group", settings.worker().id());
    }

    /** May be called from any thread. */
    public void stop() {
        health.draining();
        intake.stop();
    }

    /** @return where health and metrics are served; 0 when they are not */
    public int adminPort() {
        return admin == null ? 0 : admin.port();
    }

    @Override
    public void close() {
        open.close();
    }
}
