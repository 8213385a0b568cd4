package io.pressrun.intake;

import io.pressrun.intake.IntakeListener.TransactionEnd;
import io.pressrun.intake.Publisher.Result;
import io.pressrun.intake.duplicates.Deduplication;
import io.pressrun.intake.ledger.CommittedOffsets;
import io.pressrun.intake.ledger.PartitionLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publications that are not visible yet. Publishes them in batches, each with the offsets it finishes in one transaction,
 * and keeps what could not be published. Confined to the poll thread.
 */
final class Outbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final Duration BACKOFF = Duration.ofMillis(500);
    /** A transaction that takes this part of its time could have held more. */
    private static final int QUICK = 4;

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final CommittedOffsets committed;
    private final Publisher publisher;
    private final Substitutes substitutes;
    private final Deduplication duplicates;
    private final IntakeListener listener;
    private final long intervalNanos;
    private final int fullBatch;

    private final PendingPublications pending;
    private long since = System.nanoTime();
    private long notBefore = since;
    private boolean outcomeUnknown;

    Outbox(
            IntakeSettings settings,
            Consumer<byte[], byte[]> consumer,
            CommittedOffsets committed,
            OutcomeRecords records,
            Deduplication duplicates,
            IntakeListener listener) {
        this.consumer = consumer;
        this.committed = committed;
        this.publisher = new Publisher(settings, listener);
        this.substitutes = new Substitutes(settings, records);
        this.duplicates = duplicates;
        this.listener = listener;
        this.intervalNanos = settings.publishInterval().toNanos();
        this.fullBatch = settings.maxInFlight();
        this.pending = new PendingPublications(settings.transactionTimeout().dividedBy(QUICK));
    }

    /** Settles what a former process with the same transactional id left open. */
    void connect() {
        publisher.connect();
    }

    void add(Publication publication) {
        if (pending.isEmpty()) {
            since = System.nanoTime();
        }
        pending.add(publication);
    }

    int size() {
        return pending.size();
    }

    long bytes() {
        return pending.bytes();
    }

    /** Whether there is nothing to publish but what Kafka does not take for now. */
    boolean isIdle() {
        return pending.isEmpty();
    }

    /** Whether there is something to publish of the partitions that Kafka may take. */
    boolean holds(Collection<TopicPartition> partitions) {
        return pending.holds(partitions);
    }

    void dropClosed() {
        pending.removeIf(publication -> publication.ledger().isClosed());
    }

    /**
     * How long to wait before the next {@link #publish}; not positive when it is due.
     *
     * @param alone whether no job is under way whose publication could share the transaction
     * @param marks whether jobs wait for a commit that says that they are started
     * @param ledgers all that are open
     * @param idle how long to wait when there is nothing to publish
     */
    long nanosUntilDue(boolean alone, boolean marks, Collection<PartitionLedger> ledgers, Duration idle) {
        long now = System.nanoTime();
        long wait;
        if (outcomeUnknown || alone && marks) {
            wait = 0;
        } else if (pending.isEmpty()) {
            boolean behind = marks || ledgers.stream().anyMatch(PartitionLedger::isBehind);
            wait = behind ? since + intervalNanos - now : idle.toNanos();
        } else {
            boolean full = pending.isFull() || pending.size() >= fullBatch;
            wait = alone || full ? 0 : since + intervalNanos - now;
        }
        return Math.max(Math.min(wait, pending.nanosUntilAside(now)), notBefore - now);
    }

    /**
     * Publishes a batch, and commits for the ledgers that are behind or have a plan. Failures are logged and tried
     * again later.
     */
    void publish(Collection<PartitionLedger> ledgers) {
        dropClosed();
        if (outcomeUnknown && !readWhatWasCommitted()) {
            return;
        }
        var batch = pending.next(System.nanoTime());
        var finishing = finishing(batch, ledgers);
        if (finishing.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        var result = send(batch, finishing);
        since = System.nanoTime();
        var took = Duration.ofNanos(since - start);
        listener.transaction(endOf(result), took);
        switch (result) {
            case Result.Published _ -> {
                finishing.forEach(PartitionLedger::finish);
                pending.published(batch, took);
                batch.forEach(this::published);
            }
            case Result.Refused _ when batch.size() > 1 -> pending.failed(batch, since);
            case Result.Refused refused -> replace(batch.getFirst(), refused);
            case Result.Aborted aborted -> {
                pending.failed(batch, since);
                retryLater(aborted.reason());
            }
            case Result.Unknown unknown -> {
                outcomeUnknown = true;
                pending.failed(batch, since);
                retryLater(unknown.reason());
            }
        }
    }

    /** For each ledger that needs a commit the offsets that are to be finished by it. */
    private static Map<PartitionLedger, List<Long>> finishing(
            List<Publication> batch, Collection<PartitionLedger> ledgers) {
        var finishing = new LinkedHashMap<PartitionLedger, List<Long>>();
        for (var publication : batch) {
            finishing
                    .computeIfAbsent(publication.ledger(), _ -> new ArrayList<>())
                    .add(publication.offset());
        }
        for (var ledger : ledgers) {
            if (ledger.isBehind() || ledger.hasPlan()) {
                finishing.computeIfAbsent(ledger, _ -> new ArrayList<>());
            }
        }
        return finishing;
    }

    private Result send(List<Publication> batch, Map<PartitionLedger, List<Long>> finishing) {
        var commits = new HashMap<TopicPartition, OffsetAndMetadata>();
        finishing.forEach((ledger, offsets) -> commits.put(ledger.partition(), ledger.commitWith(offsets)));
        var output = new ArrayList<ProducerRecord<byte[], byte[]>>();
        batch.forEach(publication -> output.addAll(publication.records()));
        var result = publisher.publish(output, commits, consumer.groupMetadata());
        return result instanceof Result.Refused && batch.size() == 1
                ? publisher.publishOneByOne(output, commits, consumer.groupMetadata())
                : result;
    }

    private void published(Publication publication) {
        duplicates.ended(publication.job());
        if (publication.isDuplicate()) {
            listener.duplicate();
        } else {
            listener.published(publication.printing(), publication.isDeadLetter());
        }
    }

    private static TransactionEnd endOf(Result result) {
        boolean fenced = result instanceof Result.Aborted aborted && aborted.fenced()
                || result instanceof Result.Unknown unknown && unknown.fenced();
        return fenced
                ? TransactionEnd.FENCED
                : result instanceof Result.Published ? TransactionEnd.COMMITTED : TransactionEnd.ABORTED;
    }

    /** Whether everything that ended is visible, and every commit says what it should. */
    boolean isSettled(Collection<PartitionLedger> ledgers) {
        return pending.isEmpty()
                && !outcomeUnknown
                && ledgers.stream().noneMatch(ledger -> ledger.isBehind() || ledger.hasPlan());
    }

    /** Whether nobody knows what the last transaction committed; until then no other commit may be made. */
    boolean isUncertain() {
        return outcomeUnknown;
    }

    /** Whether the last transaction failed so that it makes no sense to try another one at once. */
    boolean mustWait() {
        return notBefore - System.nanoTime() > 0;
    }

    private void retryLater(String reason) {
        notBefore = System.nanoTime() + BACKOFF.toNanos();
        log.warn("Publishing the results of {} jobs failed and will be tried again: {}", pending.size(), reason);
    }

    private void replace(Publication publication, Result.Refused refused) {
        var record = publication.records().get(refused.record());
        substitutes
                .without(publication, record, refused.cause())
                .ifPresentOrElse(substitute -> pending.replace(publication, substitute), () -> {
                    log.error(
                            "Kafka does not take the result of job {} on {} ({}). It is tried again every {} s, and"
                                    + " keeps its place among the jobs in flight until the topic takes it.",
                            publication.printing().id(),
                            record.topic(),
                            refused.cause().getMessage(),
                            PendingPublications.ASIDE.toSeconds());
                    pending.setAside(publication, System.nanoTime());
                });
    }

    /** After a transaction of unknown fate: what its offsets cover is done, the rest is published again. */
    private boolean readWhatWasCommitted() {
        var partitions = new LinkedHashSet<TopicPartition>();
        pending.all().forEach(publication -> partitions.add(publication.ledger().partition()));
        try {
            publisher.connect();
            var commits = committed.read(partitions, READ_TIMEOUT);
            pending.removeIf(publication -> {
                var commit = commits.get(publication.ledger().partition());
                boolean covered = commit != null && commit.covers(publication.offset());
                if (covered) {
                    publication.ledger().settle(List.of(publication.offset()));
                    published(publication);
                }
                return covered;
            });
            outcomeUnknown = false;
            return true;
        } catch (KafkaException e) {
            retryLater("the committed offsets cannot be read: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}
