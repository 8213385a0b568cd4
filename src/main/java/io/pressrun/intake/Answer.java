package io.pressrun.intake;

import io.pressrun.job.Outcome;
import io.pressrun.press.Printing;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What became of a job.
 *
 * @param printing settled: no retry is left in it
 * @param records make it visible, all in one transaction; none when the job was interrupted
 */
record Answer(InFlightJob job, Printing printing, List<ProducerRecord<byte[], byte[]>> records) {
    Answer {
        records = List.copyOf(records);
    }

    boolean isInterruption() {
        return printing.outcome() instanceof Outcome.Interrupted;
    }

    boolean isDeadLetter() {
        return printing.outcome() instanceof Outcome.Failed;
    }

    PartitionLedger ledger() {
        return job.ledger;
    }

    long offset() {
        return job.record.offset();
    }

    /** Of the record that came in and those that go out. */
    long bytes() {
        long sum = job.bytes();
        for (var record : records) {
            sum += record.value() == null ? 0 : record.value().length;
        }
        return sum;
    }
}
