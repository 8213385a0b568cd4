package io.pressrun.intake.duplicates;

import io.pressrun.job.Outcome;
import io.pressrun.job.ResultEvent.InputPosition;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A job's right to be printed under its id: what is to be remembered of it.
 *
 * @param topic of printed jobs
 * @param job the position of its request
 * @param remembered whether it is remembered already as one that waits for its next attempt
 */
public record Claim(String topic, InputPosition job, String id, boolean remembered) {
    /**
     * What the topic of printed jobs is to hold once the outcome is visible.
     *
     * @param result as it is published; read only when the job was printed
     */
    public List<ProducerRecord<byte[], byte[]>> records(Outcome outcome, byte[] result) {
        return switch (outcome) {
            case Outcome.Printed _ -> List.of(PrintedRecords.printed(topic, job, id, result));
            case Outcome.RetryLater later -> List.of(PrintedRecords.waiting(topic, job, id, later.code()));
            case Outcome.Failed _ -> forgotten().stream().toList();
            case Outcome.Interrupted _ -> List.of();
        };
    }

    /** Takes back what is remembered; empty when nothing is. */
    public Optional<ProducerRecord<byte[], byte[]>> forgotten() {
        return remembered ? Optional.of(PrintedRecords.tombstone(topic, job, id)) : Optional.empty();
    }
}
