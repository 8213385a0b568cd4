package io.pressrun.intake;

import io.pressrun.intake.duplicates.Deduplication;
import io.pressrun.intake.duplicates.NoDeduplication;
import io.pressrun.intake.duplicates.WindowDeduplication;
import io.pressrun.intake.ledger.CommitMetadata;
import io.pressrun.intake.ledger.CommittedOffsets;
import io.pressrun.intake.topic.Brokers;
import io.pressrun.intake.topic.ClientFigures;
import io.pressrun.intake.topic.KafkaFailedException;
import io.pressrun.intake.topic.TopicClients;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop: takes records, has each worked on by a virtual thread of its own, and publishes what became of them.
 * One thread runs it and is the only one to touch the consumer, the outbox, the dispatcher and the ledgers; the jobs'
 * threads reach it through the inbox.
 */
public final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final IntakeSettings settings;
    private final Set<String> retryTopics;
    private final IntakeListener listener;
    private final Consumer<byte[], byte[]> consumer;
    private final Inbox inbox;
    private final Assignment assignment;
    private final Deduplication duplicates;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final Breaker breaker;
    private final Admission admission;
    private final JobThreads jobs;
    private final PublishingCadence cadence;
    private final BackPressure backPressure;
    private final StallDetector stall;
    private final HandBack handBack;

    private volatile boolean stopping;

    /** @param press prints one submission on the calling thread, and ends early when that is interrupted */
    public Intake(
            IntakeSettings settings,
            Brokers brokers,
            Function<Submission, Completion> press,
            JobCodec codec,
            Clock clock,
            IntakeListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.breaker = new Breaker(settings.inFlight().breaker(), clock, listener);
        this.consumer = GroupConsumer.create(settings);
        this.inbox = new Inbox(consumer);
        this.duplicates = deduplication(settings, codec, clock, inbox);
        var records = new OutcomeRecords(settings, codec, clock);
        var committed = new CommittedOffsets(consumer, settings.member().groupId());
        var retries = new RetryClock(clock);
        this.assignment = new Assignment(consumer, committed, CommitMetadata.windowFor(brokers.metadataBytes()));
        this.outbox = new Outbox(settings, consumer, committed, records, duplicates, listener);
        this.stall = new StallDetector(consumer, settings.times().stall(), clock, listener);
        this.dispatcher = new Dispatcher(settings, outbox, breaker, listener, this::start);
        var ended = new EndedJobs(dispatcher, outbox, records, duplicates, stall, listener, this::isStopping);
        this.jobs = new JobThreads(press, duplicates, records, inbox, ended::add);
        this.retryTopics = settings.retryTopics(brokers.formerRetryTopics());
        this.admission = new Admission(consumer, retryTopics, assignment, retries, dispatcher, ended::addCrashed);
        this.cadence = new PublishingCadence(outbox, dispatcher, assignment, duplicates, retries, this::isStopping);
        this.backPressure = new BackPressure(consumer, assignment, dispatcher, breaker, retries, this::isStopping);
        this.handBack = new HandBack(
                settings.topics().requests(),
                assignment,
                dispatcher,
                outbox,
                cadence,
                duplicates,
                retries,
                inbox,
                listener);
    }

    private static Deduplication deduplication(IntakeSettings settings, JobCodec codec, Clock clock, Inbox inbox) {
        if (!settings.duplicates().on()) {
            return new NoDeduplication();
        }
        return new WindowDeduplication(
                settings.duplicates(),
                new TopicClients(
                        settings.clients().consumer(), settings.member().workerId()),
                settings.topics().requests(),
                !settings.retryDelays().isEmpty(),
                codec,
                clock,
                inbox);
    }

    /**
     * Runs until {@link #stop}; then finishes or hands back what it holds, and leaves the group.
     *
     * @throws KafkaFailedException when it cannot go on: the brokers refuse it
     */
    public void run() {
        try (Closing _ = () -> consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
                duplicates;
                outbox;
                Closing _ = () -> handBack.drop(assignment.partitions())) {
            loop();
        }
    }

    /** Each is closed, whatever was thrown before; that is thrown on, with what the closes threw as suppressed. */
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private void loop() {
        try {
            connect();
            consumer.subscribe(
                    topics(),
                    new Rebalance(assignment, handBack, settings.times().revoke()));
            while (!stopping) {
                turn();
            }
            drain();
            handBack.handBack(assignment.partitions(), Duration.ZERO);
        } catch (KafkaException e) {
            handBack.handBackAfter(e);
            throw new KafkaFailedException(e);
        }
    }

    private void turn() {
        admission.take(poll());
        assignment.readCommits();
        breaker.turn();
        inbox.runTasks();
        duplicates.turn();
        cadence.publishIfDue();
        if (!stopping) {
            var _ = dispatcher.start();
        }
        backPressure.apply();
        stall.turn(stallState(), this::describe);
        if (outbox.isSettled(assignment.ledgers())) {
            listener.settled();
        }
        listener.polled(assignment.ledgers().size(), consumer.paused().size(), dispatcher.size(), dispatcher.bytes());
    }

    /** Ends {@link #run} from any thread. */
    public void stop() {
        stopping = true;
        inbox.wake();
    }

    private boolean isStopping() {
        return stopping;
    }

    private void connect() {
        listener.client(new ClientFigures(ClientFigures.Client.CONSUMER, consumer.metrics()));
        while (!stopping) {
            listener.waits();
            try {
                outbox.connect();
                return;
            } catch (TimeoutException e) {
                log.warn("The brokers do not answer yet: {}", e.getMessage());
            }
        }
    }

    private Set<String> topics() {
        var topics = new LinkedHashSet<>(retryTopics);
        topics.add(settings.topics().requests());
        return topics;
    }

    /** Fencing is no reason to end: the partitions are taken away, and others are given. */
    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return inbox.poll(cadence.pollTimeout());
        } catch (KafkaException e) {
            if (!Fencing.is(e) && !(e instanceof RetriableException)) {
                throw e;
            }
            log.warn("Taking jobs failed and is tried again: {}", e.toString());
            return ConsumerRecords.empty();
        }
    }

    private void start(InFlightJob job) {
        stall.moved(job.ledger.partition());
        jobs.start(job);
    }

    private void drain() {
        log.info("Stopping with {}; what waits is handed back", dispatcher);
        dispatcher.dropWaiting(assignment.partitions());
        backPressure.apply();
        long end = System.nanoTime() + settings.times().drain().toNanos();
        while (!(dispatcher.isIdle() && outbox.isIdle()) && end - System.nanoTime() > 0) {
            turn();
        }
        if (!dispatcher.isIdle()) {
            log.info("{} jobs were not finished in time and are handed back", dispatcher.running());
        }
    }

    private StallDetector.State stallState() {
        return new StallDetector.State(
                assignment.unread(), backPressure.ready(), dispatcher.blocked(), dispatcher.running());
    }

    private String describe() {
        return dispatcher + ", " + outbox.size() + " to publish, " + duplicates + ", paused " + consumer.paused() + ", "
                + assignment.ledgers();
    }
}
