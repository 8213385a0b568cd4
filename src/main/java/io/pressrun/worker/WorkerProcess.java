package io.pressrun.worker;

import io.pressrun.deliver.PdfStore;
import io.pressrun.deliver.TopicStore;
import io.pressrun.intake.Intake;
import io.pressrun.intake.IntakeSettings;
import io.pressrun.intake.Topology;
import io.pressrun.intake.Topology.TopologyException;
import io.pressrun.intake.topic.Brokers;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.observe.AdminServer;
import io.pressrun.observe.Health;
import io.pressrun.observe.Metrics;
import io.pressrun.press.Outputs;
import io.pressrun.settings.DeliverySettings.OutputKind;
import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.ProcessSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
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
        IntakeSettings kafka = settings.intake();
        var topology = open.add(new Topology(
                settings.kafka().adminProperties(), kafka.topics(), kafka.retryDelays(), kafka.duplicates()));
        Brokers brokers = prepare(topology);
        var stores = open.add(Stores.open(settings.delivery()));
        checkStore(stores.store());
        var observer = new Observer(metrics, health);
        var pipeline =
                open.add(Pipeline.open(settings.pipeline(), outputs(stores, topology), stores.objects(), observer));
        observer.watchRenderThreads(pipeline.pool()::busy);
        ProcessSettings.Admin served = settings.process().admin();
        admin = served.enabled() ? open.add(AdminServer.start(served.host(), served.port(), health, metrics)) : null;
        intake = new Intake(kafka, brokers, pipeline.press()::print, pipeline.codec(), Clock.systemUTC(), observer);
    }

    /** Sees to the topics. */
    private Brokers prepare(Topology topology) throws TopologyException {
        if (settings.process().createTopics()) {
            topology.createTopics(
                    NEW_TOPIC_PARTITIONS, settings.intake().clients().maxRecordBytes());
        }
        topology.requireTopics();
        return new Brokers(topology.commitMetadataBytes(), topology.formerRetryTopics());
    }

    private Outputs outputs(Stores stores, Topology topology) throws TopologyException {
        String topic = settings.intake().topics().pdfs();
        return new Outputs(
                stores.store(),
                new TopicStore(topic, settings.delivery().maxRecordBytes(), new TopicLimit(topology, topic)),
                settings.delivery().byDefault() == OutputKind.TOPIC);
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

    /** Works until {@link #stop}; returns once everything in hand is finished or handed back. */
    public void run() {
        log.info(
                "Worker {} takes jobs from {}",
                settings.intake().member().workerId(),
                settings.intake().topics().requests());
        health.started();
        intake.run();
        log.info("Worker {} has left the group", settings.intake().member().workerId());
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
