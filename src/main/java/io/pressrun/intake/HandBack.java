package io.pressrun.intake;

import io.pressrun.intake.duplicates.Deduplication;
import io.pressrun.intake.ledger.PartitionLedger;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives partitions back to the group: what has ended is published, the rest is another worker's. Confined to the poll thread. */
final class HandBack {
    private static final Logger log = LoggerFactory.getLogger(HandBack.class);

    private final String requestTopic;
    private final Assignment assignment;
    private final Dispatcher dispatcher;
    private final Outbox outbox;
    private final PublishingCadence cadence;
    private final Deduplication duplicates;
    private final RetryClock retries;
    private final Inbox inbox;
    private final IntakeListener listener;

    HandBack(
            String requestTopic,
            Assignment assignment,
            Dispatcher dispatcher,
            Outbox outbox,
            PublishingCadence cadence,
            Deduplication duplicates,
            RetryClock retries,
            Inbox inbox,
            IntakeListener listener) {
        this.requestTopic = requestTopic;
        this.assignment = assignment;
        this.dispatcher = dispatcher;
        this.outbox = outbox;
        this.cadence = cadence;
        this.duplicates = duplicates;
        this.retries = retries;
        this.inbox = inbox;
        this.listener = listener;
    }

    /** Works on what is in hand for the given partitions, for a bounded time, and lets go of the rest. */
    void handBack(Collection<TopicPartition> partitions, Duration limit) {
        dispatcher.dropWaiting(partitions);
        long end = System.nanoTime() + limit.toNanos();
        for (long left; holds(partitions) && (left = end - System.nanoTime()) > 0; ) {
            listener.waits();
            if (!inbox.awaitTask(cadence.taskTimeoutNanos(left))
                    && Thread.currentThread().isInterrupted()) {
                break;
            }
            duplicates.turn();
            cadence.publishIfDue();
        }
        unmark(partitions);
        drop(partitions);
    }

    /**
     * The jobs are not to blame when the brokers refuse the worker. After a defect their marks stay, since one of them
     * may have caused it.
     */
    void handBackAfter(KafkaException refusal) {
        log.error("The worker cannot go on, and hands back what it can: {}", refusal.toString());
        try {
            inbox.runTasks();
            handBack(assignment.partitions(), Duration.ZERO);
        } catch (RuntimeException e) {
            refusal.addSuppressed(e);
        }
    }

    /** Lets go of the partitions; nothing of them is published. */
    void drop(Collection<TopicPartition> partitions) {
        assignment.remove(partitions);
        retries.forget(partitions);
        dispatcher.dropClosed();
        outbox.dropClosed();
        duplicates.dropClosed(assignment.numbersOf(requestTopic));
    }

    /** Publishes what there is, and says that the rest is handed back by a worker that lives. */
    private void unmark(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var ledger = assignment.ledger(partition);
            if (ledger != null) {
                ledger.unmark();
            }
        }
        for (boolean again = true; again && needsCommit(partitions); again = !outbox.mustWait()) {
            outbox.publish(assignment.ledgers());
        }
    }

    private boolean needsCommit(Collection<TopicPartition> partitions) {
        return outbox.holds(partitions) || assignment.ledgers().stream().anyMatch(PartitionLedger::hasPlan);
    }

    private boolean holds(Collection<TopicPartition> partitions) {
        return outbox.holds(partitions) || dispatcher.holds(partitions);
    }
}
