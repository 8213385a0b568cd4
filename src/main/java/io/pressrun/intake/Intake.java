package io.pressrun.intake;

import io.pressrun.intake.CommittedOffsets.Commit;
import io.pressrun.job.JobCodec;
import io.pressrun.press.Printing;
import io.pressrun.press.Submission;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop: takes records, has each worked on by a virtual thread of its own, and publishes what became of them.
 * One thread runs it and is the only one to touch the consumer, the outbox and the ledgers; the jobs' threads reach it
 * through the inbox.
 */
public final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(500);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final IntakeSettings settings;
    private final Function<Submission, Printing> press;
    private final IntakeListener listener;
    private final OutcomeRecords records;
    private final Consumer<byte[], byte[]> consumer;
    private final CommittedOffsets committed;
    private final Inbox inbox;
    private final Outbox outbox;

    private final Map<TopicPartition, PartitionLedger> ledgers = new HashMap<>();
    private final Deque<InFlightJob> waiting = new ArrayDeque<>();
    private final Set<InFlightJob> inFlight = new LinkedHashSet<>();
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
        this.outbox = new Outbox(settings, consumer, committed, records, listener);
    }

    /**
     * Runs until {@link #stop}; then finishes or hands back what it holds, and leaves the group.
     *
     * @throws org.apache.kafka.common.KafkaException when it cannot go on: the brokers refuse it
     */
    public void run() {
        try {
            outbox.connect();
            consumer.subscribe(List.of(settings.topics().requests()), new Rebalance());
            while (!stopping) {
                turn();
            }
            drain();
        } finally {
            close(Set.copyOf(ledgers.keySet()));
            outbox.close();
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
        }
    }

    /** Ends {@link #run} from any thread. */
    public void stop() {
        stopping = true;
        inbox.wake();
    }

    private void turn() {
        var polled = inbox.poll(Duration.ofNanos(Math.clamp(nanosUntilPublishing(), 0, IDLE_POLL.toNanos())));
        for (var record : polled) {
            admit(record);
        }
        polled.nextOffsets().forEach((partition, position) -> {
            var ledger = ledgers.get(partition);
            if (ledger != null) {
                ledger.seenTo(position.offset());
            }
        });
        startWaiting();
        collect();
        if (nanosUntilPublishing() <= 0) {
            outbox.publish(ledgers.values());
        }
        applyPauses();
        listener.polled(ledgers.size(), consumer.paused().size(), inFlight.size() + waiting.size(), bytes());
    }

    private long nanosUntilPublishing() {
        return outbox.nanosUntilDue(inFlight.isEmpty(), ledgers.values(), IDLE_POLL);
    }

    private void admit(ConsumerRecord<byte[], byte[]> record) {
        var ledger = ledgers.get(new TopicPartition(record.topic(), record.partition()));
        if (ledger != null && ledger.begin(record.offset(), record.leaderEpoch())) {
            waiting.add(new InFlightJob(ledger, record));
        }
    }

    private void startWaiting() {
        var next = waiting.iterator();
        while (!stopping && hasRoom() && next.hasNext()) {
            var job = next.next();
            if (job.ledger.reaches(job.record.offset())) {
                next.remove();
                inFlight.add(job);
                job.start(() -> inbox.put(print(job)));
            }
        }
    }

    private boolean hasRoom() {
        return inFlight.isEmpty() && outbox.size() == 0
                || inFlight.size() < settings.maxInFlight()
                        && outbox.size() < settings.maxInFlight()
                        && bytes() < settings.maxInFlightBytes();
    }

    private long bytes() {
        return inFlight.stream().mapToLong(InFlightJob::bytes).sum() + outbox.bytes();
    }

    /** Runs on the job's thread. A job that is not answered would be in flight for ever, so nothing may escape. */
    private Answer print(InFlightJob job) {
        try {
            return records.answer(job, press.apply(Submissions.of(job.record)));
        } catch (Throwable e) {
            log.error("Job {} failed with a defect", job.position(), e);
            return records.answer(job, OutcomeRecords.defect(job, e));
        }
    }

    private void collect() {
        for (Answer answer; (answer = inbox.take()) != null; ) {
            collect(answer);
        }
    }

    private void collect(Answer answer) {
        inFlight.remove(answer.job());
        if (answer.isInterruption()) {
            listener.interrupted();
        } else if (!answer.ledger().isClosed()) {
            outbox.add(answer);
        }
    }

    /** A partition is paused while all room is taken, or while a record of its own must wait for a lower offset. */
    private void applyPauses() {
        boolean full = stopping || !hasRoom();
        var blocked = new LinkedHashSet<PartitionLedger>();
        waiting.forEach(job -> blocked.add(job.ledger));
        var paused = consumer.paused();
        ledgers.forEach((partition, ledger) -> {
            boolean pause = full || blocked.contains(ledger);
            if (pause && !paused.contains(partition)) {
                consumer.pause(List.of(partition));
            } else if (!pause && paused.contains(partition)) {
                consumer.resume(List.of(partition));
            }
        });
    }

    private void drain() {
        log.info("Stopping: {} jobs in hand, {} not started are handed back", inFlight.size(), waiting.size());
        waiting.clear();
        applyPauses();
        long end = System.nanoTime() + settings.drainTimeout().toNanos();
        while ((!inFlight.isEmpty() || outbox.size() > 0) && end - System.nanoTime() > 0) {
            turn();
        }
        if (!inFlight.isEmpty()) {
            log.info("{} jobs were not finished in time and are handed back", inFlight.size());
        }
    }

    /** Works on what is in hand for the given partitions, for a bounded time, and lets go of the rest. */
    private void handBack(Collection<TopicPartition> partitions, Duration limit) {
        waiting.removeIf(job -> partitions.contains(job.ledger.partition()));
        long end = System.nanoTime() + limit.toNanos();
        for (long left; holds(partitions) && (left = end - System.nanoTime()) > 0; ) {
            long due = Math.max(0, nanosUntilPublishing());
            var answer = inbox.await(Math.min(left, due));
            if (answer != null) {
                collect(answer);
            } else if (Thread.currentThread().isInterrupted()) {
                break;
            }
            if (nanosUntilPublishing() <= 0) {
                outbox.publish(ledgers.values());
            }
        }
        if (outbox.holds(partitions)) {
            outbox.publish(ledgers.values());
        }
        close(partitions);
    }

    private boolean holds(Collection<TopicPartition> partitions) {
        return outbox.holds(partitions)
                || inFlight.stream().anyMatch(job -> partitions.contains(job.ledger.partition()));
    }

    private void close(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var ledger = ledgers.remove(partition);
            if (ledger != null) {
                ledger.close();
            }
        }
        waiting.removeIf(job -> job.ledger.isClosed());
        inFlight.stream().filter(job -> job.ledger.isClosed()).forEach(InFlightJob::interrupt);
        outbox.dropClosed();
    }

    /** Called by the consumer from within {@link Consumer#poll}, on the poll thread. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            log.info("Assigned: {}", partitions);
            // A worker that stops meanwhile does without the ledgers: records without one are passed over.
            while (!stopping) {
                try {
                    var commits = committed.read(partitions, READ_TIMEOUT);
                    partitions.forEach(partition -> ledgers.put(
                            partition, new PartitionLedger(partition, commits.getOrDefault(partition, Commit.NONE))));
                    return;
                } catch (TimeoutException e) {
                    log.warn("The committed offsets of {} cannot be read for now: {}", partitions, e.getMessage());
                }
            }
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
