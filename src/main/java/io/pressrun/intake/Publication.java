package io.pressrun.intake;

import io.pressrun.intake.ledger.PartitionLedger;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.press.Completion;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records that make it visible what became of a job, all in one transaction.
 *
 * @param printing {@code RetryLater} only when a retry is left
 * @param records none when the job was interrupted
 * @param first another record with the job's id, which was printed or waits for its next attempt, and because of which
 *     this one was not worked on; {@code null} when it was
 */
record Publication(
        InFlightJob job,
        Completion printing,
        List<ProducerRecord<byte[], byte[]>> records,
        @Nullable InputPosition first) {
    Publication {
        records = List.copyOf(records);
    }

    Publication(InFlightJob job, Completion printing, List<ProducerRecord<byte[], byte[]>> records) {
        this(job, printing, records, null);
    }

    /** Whether it repeats the result of another job. */
    boolean isDuplicate() {
        return first != null && printing.outcome() instanceof Outcome.Printed;
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
        return job.bytes() + outputBytes();
    }

    /** Of the records that go out, with what they have from the request. */
    long outputBytes() {
        long sum = 0;
        for (var record : records) {
            sum += length(record.key()) + length(record.value());
            for (var header : record.headers()) {
                sum += header.key().length() + length(header.value());
            }
        }
        return sum;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
