package io.pressrun.intake;

import io.pressrun.intake.CommittedOffsets.Commit;
import io.pressrun.intake.InFlightJob.Claim;
import io.pressrun.job.JobCodec;
import io.pressrun.press.Printing;
import io.pressrun.press.Submission;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
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
    private static final Duration IDLE_POLL = Duration.ofMillis(500);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration BACKOFF = Duration.ofMillis(200);

    private final IntakeSettings settings;
    private final Function<Submission, Printing> press;
    private final IntakeListener listener;
    private final OutcomeRecords records;
    private final Consumer<byte[], byte[]> consumer;
    private final CommittedOffsets committed;
    private final Inbox inbox;
    private final PrintedJobs printed;
    private final RepeatGuard repeats;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final Breaker breaker;
    private final RetryClock retries;
    private final StallDetector stall;
    private final Set<String> retryTopics;
    private final int window;

    private final Map<TopicPartition, PartitionLedger> ledgers = new HashMap<>();
    /** Partitions whose commits are not read yet. */
    private final Set<TopicPartition> unread = new LinkedHashSet<>();

    private long nextRead = System.nanoTime();
    private volatile boolean stopping;

    /** @param press prints one submission on the calling thread, and ends early when that is interrupted */
    public Intake(
            IntakeSettings settings,
            Function<Submission, Printing> press,
            JobCodec codec,
            Clock clock,
            IntakeListener listener) {
        this.settings = settings;
        this.press = press;
        this.listener = listener;
        this.records = new OutcomeRecords(settings, codec, clock);
        this.consumer = ConsumerFactory.create(settings);
        this.committed = new CommittedOffsets(consumer, settings.groupId());
        this.inbox = new Inbox(consumer);
        this.printed = new PrintedJobs(settings, clock);
        this.repeats = new RepeatGuard(settings, codec, records, inbox);
        this.outbox = new Outbox(settings, consumer, committed, records, printed, listener);
        this.breaker = new Breaker(settings.breaker(), clock, listener);
        this.stall = new StallDetector(consumer, settings.stallTimeout(), clock, listener);
        this.dispatcher = new Dispatcher(settings, outbox, breaker, listener, this::start);
        this.retries = new RetryClock(clock);
        this.retryTopics = settings.retryTopics();
        this.window = CommitMetadata.windowFor(settings.metadataBytes());
    }

    /**
     * Runs until {@link #stop}; then finishes or hands back what it holds, and leaves the group.
     *
     * @throws KafkaFailedException when it cannot go on: the brokers refuse it
     */
    public void run() {
        try {
            connect();
            var topics = new LinkedHashSet<>(retryTopics);
            topics.add(settings.topics().requests());
            consumer.subscribe(topics, new Rebalance());
            while (!stopping) {
                turn();
            }
            drain();
            handBack(Set.copyOf(ledgers.keySet()), Duration.ZERO);
        } catch (KafkaException e) {
            handBackAfter(e);
            throw new KafkaFailedException(e);
        } finally {
            close(Set.copyOf(ledgers.keySet()));
            outbox.close();
            printed.close();
            repeats.close();
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
        }
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

    /** Ends {@link #run} from any thread. */
    public void stop() {
        stopping = true;
        inbox.wake();
    }

    private void turn() {
        take(poll());
        readCommits();
        breaker.turn();
        collect();
        printed.turn();
        if (nanosUntilPublishing() <= 0) {
            outbox.publish(ledgers.values());
        }
        if (!stopping) {
            var _ = dispatcher.start();
        }
        applyPauses();
        stall.turn(stallState(), this::describe);
        if (outbox.isSettled(ledgers.values())) {
            listener.settled();
        }
        listener.polled(ledgers.size(), consumer.paused().size(), dispatcher.size(), dispatcher.bytes());
    }

    private StallDetector.State stallState() {
        boolean free = mayStart() && !dispatcher.trialGoesOn();
        return new StallDetector.State(unread, free ? awaited() : Set.of(), dispatcher.blocked(), dispatcher.running());
    }

    /**
     * Makes the ledgers of new partitions, or leaves them paused and is called again: the answer may take as long as
     * another worker's open transaction, and this worker may have lost them already.
     */
    private void readCommits() {
        if (unread.isEmpty() || System.nanoTime() - nextRead < 0) {
            return;
        }
        try {
            var commits = committed.read(unread, READ_TIMEOUT);
            for (var partition : unread) {
                var ledger = new PartitionLedger(partition, commits.getOrDefault(partition, Commit.at(0)), window);
                ledgers.put(partition, ledger);
                if (ledger.hasSuspects()) {
                    log.warn(
                            "A worker died while it printed; what it had started is printed alone, one job at a time:"
                                    + " {}",
                            ledger);
                }
            }
            unread.clear();
        } catch (AuthenticationException | AuthorizationException e) {
            throw e;
        } catch (KafkaException e) {
            nextRead = System.nanoTime() + BACKOFF.toNanos();
            consumer.pause(unread);
            log.warn("The committed offsets of {} cannot be read for now: {}", unread, e.toString());
        }
    }

    /** Fencing is no reason to end: the partitions are taken away, and others are given. */
    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return inbox.poll(pollTimeout());
        } catch (KafkaException e) {
            if (!Fencing.is(e) && !(e instanceof RetriableException)) {
                throw e;
            }
            log.warn("Taking jobs failed and is tried again: {}", e.toString());
            return ConsumerRecords.empty();
        }
    }

    private Duration pollTimeout() {
        var untilPublishing = Duration.ofNanos(Math.clamp(nanosUntilPublishing(), 0, IDLE_POLL.toNanos()));
        return printed.untilNext(retries.untilNext(untilPublishing));
    }

    private long nanosUntilPublishing() {
        boolean marks = !stopping && dispatcher.plan();
        return outbox.nanosUntilDue(dispatcher.isIdle(), marks, ledgers.values(), IDLE_POLL);
    }

    private void take(ConsumerRecords<byte[], byte[]> polled) {
        var seenTo = new HashMap<>(polled.nextOffsets());
        for (var partition : polled.partitions()) {
            var ledger = ledgers.get(partition);
            if (unread.contains(partition)) {
                // Its ledger is still to come.
                consumer.seek(partition, polled.records(partition).getFirst().offset());
            } else if (ledger != null && !takeAll(ledger, polled.records(partition))) {
                seenTo.remove(partition);
            }
        }
        seenTo.forEach((partition, position) -> {
            var ledger = ledgers.get(partition);
            if (ledger != null) {
                ledger.seenTo(position.offset());
            }
        });
    }

    /** False when one is not due yet: it is fetched again then, and with it those behind it. */
    private boolean takeAll(PartitionLedger ledger, List<ConsumerRecord<byte[], byte[]>> polled) {
        for (var record : polled) {
            var job = new InFlightJob(
                    ledger, record, retryTopics.contains(record.topic()) ? RetryState.of(record) : null);
            if (retries.defers(job)) {
                ledger.seenTo(record.offset());
                consumer.seek(ledger.partition(), record.offset());
                return false;
            }
            admit(job);
        }
        return true;
    }

    private void admit(InFlightJob job) {
        if (!job.ledger.begin(job.offset(), job.record.leaderEpoch())) {
            return;
        }
        if (job.ledger.hasCrashed(job.offset())) {
            log.error("Twice a worker died while it printed job {}; it is not tried again", job.position());
            collect(crash(job));
        } else {
            dispatcher.add(job);
        }
    }

    private Answer crash(InFlightJob job) {
        var crash = records.crash(job);
        if (settings.duplicates().on() && job.retry != null) {
            job.claim = new Claim(crash.id(), true);
        }
        return records.answer(job, crash);
    }

    private void start(InFlightJob job) {
        stall.moved(job.ledger.partition());
        job.start(() -> inbox.put(print(job)));
    }

    /** Runs on the job's thread. A job that is not answered would be in flight for ever, so nothing may escape. */
    private Answer print(InFlightJob job) {
        try {
            return repeats.answer(job, Submissions.of(job), press);
        } catch (Throwable e) {
            log.error("Job {} failed with a defect", job.position(), e);
            return records.answer(job, OutcomeRecords.defect(job, e));
        }
    }

    private void collect() {
        for (Note note; (note = inbox.take()) != null; ) {
            collect(note);
        }
    }

    private void collect(Note note) {
        switch (note) {
            case Answer answer -> collect(answer);
            case Question question -> printed.ask(question);
        }
    }

    private void collect(Answer answer) {
        dispatcher.ended(answer);
        stall.moved(answer.ledger().partition());
        boolean ours = !answer.ledger().isClosed();
        if (answer.isInterruption() || !ours) {
            printed.ended(answer.job());
        }
        if (answer.isInterruption()) {
            listener.interrupted();
            if (ours && !stopping) {
                dispatcher.putBack(answer.job());
            }
        } else if (ours) {
            outbox.add(answer);
        }
    }

    private boolean mayStart() {
        return !stopping && !breaker.isOpen() && dispatcher.hasRoom();
    }

    /**
     * A partition is paused while no job may start, while a record of its own must wait for a lower offset, and while
     * its first record is not due.
     */
    private void applyPauses() {
        boolean none = !mayStart();
        var blocked = dispatcher.blocked();
        var paused = consumer.paused();
        for (var partition : ledgers.keySet()) {
            boolean pause = none || blocked.contains(partition) || !retries.isDue(partition);
            if (pause && !paused.contains(partition)) {
                consumer.pause(List.of(partition));
            } else if (!pause && paused.contains(partition)) {
                consumer.resume(List.of(partition));
            }
        }
    }

    /** The partitions whose next record could be started at once. */
    private Set<TopicPartition> awaited() {
        return ledgers.keySet().stream().filter(retries::isDue).collect(Collectors.toSet());
    }

    private String describe() {
        return dispatcher + ", " + outbox.size() + " to publish, " + printed + ", paused " + consumer.paused() + ", "
                + ledgers.values();
    }

    private void drain() {
        log.info("Stopping with {}; what waits is handed back", dispatcher);
        dispatcher.dropWaiting(ledgers.keySet());
        applyPauses();
        long end = System.nanoTime() + settings.drainTimeout().toNanos();
        while (!(dispatcher.isIdle() && outbox.isIdle()) && end - System.nanoTime() > 0) {
            turn();
        }
        if (!dispatcher.isIdle()) {
            log.info("{} jobs were not finished in time and are handed back", dispatcher.running());
        }
    }

    /** Works on what is in hand for the given partitions, for a bounded time, and lets go of the rest. */
    private void handBack(Collection<TopicPartition> partitions, Duration limit) {
        dispatcher.dropWaiting(partitions);
        long end = System.nanoTime() + limit.toNanos();
        for (long left; holds(partitions) && (left = end - System.nanoTime()) > 0; ) {
            listener.waits();
            long due = Math.max(0, nanosUntilPublishing());
            var note = inbox.await(
                    printed.untilNext(Duration.ofNanos(Math.min(left, due))).toNanos());
            if (note != null) {
                collect(note);
            } else if (Thread.currentThread().isInterrupted()) {
                break;
            }
            printed.turn();
            if (nanosUntilPublishing() <= 0) {
                outbox.publish(ledgers.values());
            }
        }
        unmark(partitions);
        close(partitions);
    }

    /**
     * The jobs are not to blame when the brokers refuse the worker. After a defect their marks stay, since one of them
     * may have caused it.
     */
    private void handBackAfter(KafkaException refusal) {
        log.error("The worker cannot go on, and hands back what it can: {}", refusal.toString());
        try {
            collect();
            handBack(Set.copyOf(ledgers.keySet()), Duration.ZERO);
        } catch (RuntimeException e) {
            refusal.addSuppressed(e);
        }
    }

    /** Publishes what there is, and says that the rest is handed back by a worker that lives. */
    private void unmark(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var ledger = ledgers.get(partition);
            if (ledger != null) {
                ledger.unmark();
            }
        }
        for (boolean again = true; again && needsCommit(partitions); again = !outbox.mustWait()) {
            outbox.publish(ledgers.values());
        }
    }

    private boolean needsCommit(Collection<TopicPartition> partitions) {
        return outbox.holds(partitions) || ledgers.values().stream().anyMatch(PartitionLedger::hasPlan);
    }

    private boolean holds(Collection<TopicPartition> partitions) {
        return outbox.holds(partitions) || dispatcher.holds(partitions);
    }

    private void close(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var ledger = ledgers.remove(partition);
            if (ledger != null) {
                ledger.close();
            }
        }
        unread.removeAll(partitions);
        retries.forget(partitions);
        dispatcher.dropClosed();
        outbox.dropClosed();
        printed.dropClosed(ledgers.keySet().stream()
                .filter(partition -> partition.topic().equals(settings.topics().requests()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet()));
    }

    /** Called by the consumer from within {@link Consumer#poll}, on the poll thread. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            log.info("Assigned: {}", partitions);
            unread.addAll(partitions);
            readCommits();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                log.info("Revoked: {}", partitions);
                handBack(partitions, settings.revokeTimeout());
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            log.warn("Lost without notice, their unpublished results are dropped: {}", partitions);
            close(partitions);
        }
    }
}
