package io.pressrun.intake;

import io.pressrun.intake.ledger.PartitionLedger;
import io.pressrun.intake.topic.RetryState;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes jobs of the records that were polled, each of them once. Confined to the poll thread. */
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Set<String> retryTopics;
    private final Assignment assignment;
    private final RetryClock retries;
    private final Dispatcher dispatcher;
    private final java.util.function.Consumer<InFlightJob> crashed;

    /** @param crashed is given what killed its worker twice, instead of the dispatcher */
    Admission(
            Consumer<byte[], byte[]> consumer,
            Set<String> retryTopics,
            Assignment assignment,
            RetryClock retries,
            Dispatcher dispatcher,
            java.util.function.Consumer<InFlightJob> crashed) {
        this.consumer = consumer;
        this.retryTopics = retryTopics;
        this.assignment = assignment;
        this.retries = retries;
        this.dispatcher = dispatcher;
        this.crashed = crashed;
    }

    void take(ConsumerRecords<byte[], byte[]> polled) {
        var seenTo = new HashMap<>(polled.nextOffsets());
        for (var partition : polled.partitions()) {
            var ledger = assignment.ledger(partition);
            if (assignment.isUnread(partition)) {
                // Its ledger is still to come.
                consumer.seek(partition, polled.records(partition).getFirst().offset());
            } else if (ledger != null && !takeAll(ledger, polled.records(partition))) {
                seenTo.remove(partition);
            }
        }
        seenTo.forEach((partition, position) -> {
            var ledger = assignment.ledger(partition);
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
            crashed.accept(job);
        } else {
            dispatcher.add(job);
        }
    }
}
