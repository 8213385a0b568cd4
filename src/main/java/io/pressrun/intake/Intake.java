package io.pressrun.intake;

import io.pressrun.intake.Publisher.Result;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobCodec;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Timings;
import io.pressrun.press.Printing;
import io.pressrun.press.Submission;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop: takes records, has each worked on by a virtual thread of its own, and publishes what became of them.
 * One thread runs it and is the only one to touch the consumer, the producer and the ledgers; the jobs' threads reach
 * it through one queue.
 */
public final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(500);
    private static final Duration PUBLISH_BACKOFF = Duration.ofMillis(500);
    private static final int MAX_BATCH = 500;

    private final IntakeSettings settings;
    private final Function<Submission, Printing> press;
    private final IntakeListener listener;
    private final OutcomeRecords records;
    private final Consumer<byte[], byte[]> consumer;
    private final Publisher publisher;

    private final Map<TopicPartition, PartitionLedger> ledgers = new HashMap<>();
    private final Deque<InFlightJob> waiting = new ArrayDeque<>();
    private final Set<InFlightJob> inFlight = new LinkedHashSet<>();
    private final List<Completion> pending = new ArrayList<>();
    private long pendingSince;
    private long publishNotBefore;
    private boolean outcomeUnknown;

    private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
    private final Object wake = new Object();
    private boolean polling; // guarded by wake
    private volatile boolean stopping;

    /** @param publishDeadLetter false once the dead letter proved too large for its topic */
    private record Completion(InFlightJob job, Printing printing, boolean publishDeadLetter) {}

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
        this.publisher = new Publisher(settings);
    }

    /** Runs until {@link #stop}; then finishes or hands back what it holds, and leaves the group. */
    public void run() {
        try {
            consumer.subscribe(List.of(settings.topics().requests()), new Rebalance());
            while (!stopping) {
                turn();
            }
            drain();
        } finally {
            inFlight.forEach(InFlightJob::interrupt);
            publisher.close();
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
        }
    }

    /** Ends {@link #run} from any thread. */
    public void stop() {
        synchronized (wake) {
            stopping = true;
            if (polling) {
                consumer.wakeup();
            }
        }
    }

    private void turn() {
        for (var record : poll()) {
            admit(record);
        }
        startWaiting();
        collect();
        if (publishIsDue()) {
            publish();
        }
        applyPauses();
        listener.polled(ledgers.size(), consumer.paused().size(), inFlight.size() + waiting.size(), inFlightBytes());
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        Duration timeout = pollTimeout();
        synchronized (wake) {
            polling = true;
            if (!completions.isEmpty() || stopping && inFlight.isEmpty()) {
                timeout = Duration.ZERO;
            }
        }
        try {
            return consumer.poll(timeout);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        } finally {
            synchronized (wake) {
                polling = false;
            }
        }
    }

    private Duration pollTimeout() {
        if (pending.isEmpty()) {
            return IDLE_POLL;
        }
        long due = Math.max(pendingSince + settings.publishInterval().toNanos(), publishNotBefore);
        long nanos = inFlight.isEmpty() ? publishNotBefore - System.nanoTime() : due - System.nanoTime();
        return Duration.ofNanos(Math.clamp(nanos, 0, IDLE_POLL.toNanos()));
    }

    private void admit(ConsumerRecord<byte[], byte[]> record) {
        var ledger = ledgers.get(new TopicPartition(record.topic(), record.partition()));
        if (ledger != null && ledger.begin(record.offset(), record.leaderEpoch())) {
            waiting.add(new InFlightJob(ledger, record));
        }
    }

    private void startWaiting() {
        while (!stopping && !waiting.isEmpty() && hasRoom()) {
            var job = waiting.remove();
            inFlight.add(job);
            var submission = Submissions.of(job.record);
            job.start(() -> complete(new Completion(job, press.apply(submission), true)));
        }
    }

    private boolean hasRoom() {
        return inFlight.isEmpty()
                || inFlight.size() < settings.maxInFlight() && inFlightBytes() < settings.maxInFlightBytes();
    }

    private long inFlightBytes() {
        return inFlight.stream().mapToLong(InFlightJob::bytes).sum();
    }

    /** Called by the jobs' threads. */
    private void complete(Completion completion) {
        completions.add(completion);
        synchronized (wake) {
            if (polling) {
                consumer.wakeup();
            }
        }
    }

    private void collect() {
        for (Completion done; (done = completions.poll()) != null; ) {
            collect(done);
        }
    }

    private void collect(Completion done) {
        inFlight.remove(done.job());
        if (done.printing().outcome() instanceof Outcome.Interrupted) {
            listener.interrupted();
        } else if (!done.job().ledger.isClosed()) {
            if (pending.isEmpty()) {
                pendingSince = System.nanoTime();
            }
            pending.add(new Completion(done.job(), OutcomeRecords.settle(done.printing()), true));
        }
    }

    private boolean publishIsDue() {
        long now = System.nanoTime();
        return !pending.isEmpty()
                && now - publishNotBefore >= 0
                && (inFlight.isEmpty()
                        || pending.size() >= MAX_BATCH
                        || now - pendingSince >= settings.publishInterval().toNanos());
    }

    private void publish() {
        pending.removeIf(done -> done.job().ledger.isClosed());
        if (outcomeUnknown) {
            readWhatWasCommitted();
        }
        if (outcomeUnknown || pending.isEmpty()) {
            return;
        }
        var batch = List.copyOf(pending.subList(0, Math.min(pending.size(), MAX_BATCH)));
        var output = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var origin = new ArrayList<Completion>();
        for (var done : batch) {
            for (var record : recordsOf(done)) {
                output.add(record);
                origin.add(done);
            }
        }
        var offsets = new LinkedHashMap<PartitionLedger, List<Long>>();
        batch.forEach(done -> offsets.computeIfAbsent(done.job().ledger, l -> new ArrayList<>())
                .add(done.job().record.offset()));
        var commits = new HashMap<TopicPartition, OffsetAndMetadata>();
        offsets.forEach((ledger, done) -> commits.put(ledger.partition(), ledger.commitWith(done)));

        long start = System.nanoTime();
        var result = publisher.publish(output, commits, consumer.groupMetadata());
        listener.transaction(result instanceof Result.Published, Duration.ofNanos(System.nanoTime() - start));
        switch (result) {
            case Result.Published _ -> {
                offsets.forEach(PartitionLedger::finish);
                pending.removeAll(batch);
                pendingSince = System.nanoTime();
                batch.forEach(
                        done -> listener.published(done.printing(), OutcomeRecords.isDeadLetter(done.printing())));
            }
            case Result.TooLarge(var indexes) ->
                indexes.stream().map(origin::get).distinct().forEach(this::replaceTooLarge);
            case Result.Aborted(var reason) -> retryPublishing(batch.size(), reason);
            case Result.Unknown(var reason) -> {
                outcomeUnknown = true;
                retryPublishing(batch.size(), reason);
            }
        }
    }

    private List<ProducerRecord<byte[], byte[]>> recordsOf(Completion done) {
        var all = records.of(done.job().record, done.printing());
        if (!done.publishDeadLetter()) {
            all.removeIf(record -> record.topic().equals(settings.topics().deadLetters()));
        }
        return all;
    }

    private void retryPublishing(int jobs, String reason) {
        publishNotBefore = System.nanoTime() + PUBLISH_BACKOFF.toNanos();
        log.warn("Publishing the results of {} jobs failed and will be tried again: {}", jobs, reason);
    }

    private void replaceTooLarge(Completion done) {
        var printing = done.printing();
        boolean hasPdf = printing.pdf() != null;
        var substitute = hasPdf ? new Printing(printing.id(), printing.labels(), tooLarge(printing), null) : printing;
        if (!hasPdf) {
            log.error(
                    "The dead letter of job {} is larger than the topic {} takes and is not written;"
                            + " raise its max.message.bytes to that of {}",
                    printing.id(),
                    settings.topics().deadLetters(),
                    settings.topics().requests());
        }
        pending.replaceAll(other -> other.job() == done.job() ? new Completion(done.job(), substitute, hasPdf) : other);
    }

    private Outcome tooLarge(Printing printing) {
        int bytes = printing.pdf() == null ? 0 : printing.pdf().value().length;
        return new Outcome.Failed(
                FailureCode.PDF_TOO_LARGE,
                "The PDF has " + bytes + " bytes, and Kafka does not take a record of that size on "
                        + settings.topics().pdfs() + ". Raise max.message.bytes of the topic and"
                        + " pressrun.output.max-record-size, or send the job's output to the store.",
                List.of(),
                Timings.NONE);
    }

    /** After a transaction of unknown fate: what its offsets cover is done, the rest is published again. */
    private void readWhatWasCommitted() {
        var partitions = new LinkedHashSet<TopicPartition>();
        pending.forEach(done -> partitions.add(done.job().ledger.partition()));
        try {
            publisher.connect();
            var committed = committed(partitions);
            pending.removeIf(done -> {
                var ledger = done.job().ledger;
                long offset = done.job().record.offset();
                var commit = committed.get(ledger.partition());
                boolean covered = commit != null
                        && (offset < commit.offset()
                                || CommitMetadata.decode(commit.offset(), commit.metadata())
                                        .filter(set -> set.contains(offset))
                                        .isPresent());
                if (covered) {
                    ledger.finish(List.of(offset));
                    listener.published(done.printing(), OutcomeRecords.isDeadLetter(done.printing()));
                }
                return covered;
            });
            outcomeUnknown = false;
        } catch (KafkaException e) {
            retryPublishing(pending.size(), "the committed offsets cannot be read: " + e.getMessage());
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Collection<TopicPartition> partitions) {
        while (true) {
            try {
                return consumer.committed(Set.copyOf(partitions), Duration.ofSeconds(30));
            } catch (WakeupException e) {
                // Meant for poll(), which looks at the queue by itself.
                log.trace("woken while reading offsets");
            }
        }
    }

    private void applyPauses() {
        boolean full = !waiting.isEmpty() || !hasRoom() || stopping;
        for (var entry : ledgers.entrySet()) {
            var partition = List.of(entry.getKey());
            boolean pause = full || entry.getValue().isFull();
            if (pause != consumer.paused().contains(entry.getKey())) {
                if (pause) {
                    consumer.pause(partition);
                } else {
                    consumer.resume(partition);
                }
            }
        }
    }

    private void drain() {
        log.info("Stopping: {} jobs in hand, {} not started are handed back", inFlight.size(), waiting.size());
        waiting.clear();
        applyPauses();
        long end = System.nanoTime() + settings.drainTimeout().toNanos();
        while ((!inFlight.isEmpty() || !pending.isEmpty()) && end - System.nanoTime() > 0) {
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
        try {
            while (inFlight.stream().anyMatch(job -> partitions.contains(job.ledger.partition()))) {
                var done = completions.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (done == null) {
                    break;
                }
                collect(done);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (pending.stream()
                .anyMatch(done -> partitions.contains(done.job().ledger.partition()))) {
            publish();
        }
        close(partitions);
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
        pending.removeIf(done -> done.job().ledger.isClosed());
    }

    /** Called by the consumer from within {@link Consumer#poll}, on the poll thread. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            log.info("Assigned: {}", partitions);
            var committed = committed(partitions);
            for (var partition : partitions) {
                ledgers.put(partition, ledgerOf(partition, committed.get(partition)));
            }
        }

        private PartitionLedger ledgerOf(TopicPartition partition, @Nullable OffsetAndMetadata commit) {
            long position = commit == null ? 0 : commit.offset();
            var finished = CommitMetadata.decode(position, commit == null ? "" : commit.metadata());
            if (finished.isEmpty()) {
                log.warn(
                        "The commit of {} carries metadata of another program, which is ignored."
                                + " Does something else commit in the group {}?",
                        partition,
                        settings.groupId());
            }
            return new PartitionLedger(partition, position, finished.orElseGet(TreeSet::new));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                log.info("Revoked: {}", partitions);
                handBack(partitions, stopping ? Duration.ZERO : settings.revokeTimeout());
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            log.warn("Lost without notice, their unpublished results are dropped: {}", partitions);
            close(partitions);
        }
    }
}
