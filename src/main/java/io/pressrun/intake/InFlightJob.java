package io.pressrun.intake;

import io.pressrun.intake.duplicates.Candidate;
import io.pressrun.intake.duplicates.Claim;
import io.pressrun.intake.ledger.PartitionLedger;
import io.pressrun.intake.topic.RetryState;
import io.pressrun.job.ResultEvent.InputPosition;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record that was taken and whose job has not ended. Confined to the poll thread, but for the thread that works on it. */
final class InFlightJob implements Candidate {
    final PartitionLedger ledger;
    final ConsumerRecord<byte[], byte[]> record;
    final @Nullable RetryState retry;
    /** Set by the thread that works on it; {@code null} when the job is not remembered. */
    @Nullable
    Claim claim;

    private @Nullable Thread worker;

    /** @param retry what a retry topic tells of the job; {@code null} when it comes from the request topic */
    InFlightJob(PartitionLedger ledger, ConsumerRecord<byte[], byte[]> record, @Nullable RetryState retry) {
        this.ledger = ledger;
        this.record = record;
        this.retry = retry;
    }

    long offset() {
        return record.offset();
    }

    @Override
    public boolean isClosed() {
        return ledger.isClosed();
    }

    boolean isSuspect() {
        return ledger.isSuspect(record.offset());
    }

    /** Whether the last commit says that it is started. */
    boolean isMarked() {
        return ledger.isMarked(record.offset());
    }

    /** Of the request, also when this is one of its retries. */
    @Override
    public InputPosition position() {
        return retry == null ? new InputPosition(record.topic(), record.partition(), record.offset()) : retry.origin();
    }

    /** The request's, without those that a retry added. */
    Headers headers() {
        return retry == null ? record.headers() : RetryState.requestHeaders(record.headers());
    }

    /** The number of this attempt, from 1. */
    int attempt() {
        return retry == null ? 1 : retry.attempts() + 1;
    }

    Instant firstFailure(Instant now) {
        return retry == null ? now : retry.firstFailure();
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
