package io.pressrun.intake;

import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.press.Printing;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What became of a job.
 *
 * @param printing {@code RetryLater} only when a retry is left
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
        return isDeadLetter(printing.outcome());
    }

    /** A job that came too late is nobody's fault and nothing to replay. */
    static boolean isDeadLetter(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && failed.code() != FailureCode.EXPIRED;
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
