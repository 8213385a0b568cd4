package io.pressrun.intake;

import io.pressrun.job.JobResult.InputPosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that was taken and not yet answered. Confined to the poll thread, but for the thread that works on it. */
final class InFlightJob {
    final PartitionLedger ledger;
    final ConsumerRecord<byte[], byte[]> record;
    private @Nullable Thread worker;

    InFlightJob(PartitionLedger ledger, ConsumerRecord<byte[], byte[]> record) {
        this.ledger = ledger;
        this.record = record;
    }

    InputPosition position() {
        return new InputPosition(record.topic(), record.partition(), record.offset());
    }

    void start(Runnable work) {
        worker = Thread.ofVirtual()
                .name("job-" + record.topic() + "-" + record.partition() + "-" + record.offset())
                .start(work);
    }

    void interrupt() {
        if (worker != null) {
            worker.interrupt();
        }
    }

    long bytes() {
        return Math.max(0, record.serializedValueSize());
    }
}
