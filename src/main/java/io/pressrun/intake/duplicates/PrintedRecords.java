package io.pressrun.intake.duplicates;

import io.pressrun.intake.duplicates.Verdict.Wait;
import io.pressrun.intake.topic.HeaderText;
import io.pressrun.intake.topic.RetryState;
import io.pressrun.job.FailureCode;
import io.pressrun.job.ResultEvent.InputPosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The records on the topic of printed jobs. They lie on the partition with the number of the request's, under the job's
 * id: the result of a job that was printed; no bytes, but headers, for one that waits for its next attempt; a tombstone
 * when that ended otherwise.
 */
final class PrintedRecords {
    private static final byte[] NOTHING = {};

    private PrintedRecords() {}

    static ProducerRecord<byte[], byte[]> printed(String topic, InputPosition job, String id, byte[] result) {
        return record(topic, job, id, result, new RecordHeaders());
    }

    static ProducerRecord<byte[], byte[]> waiting(String topic, InputPosition job, String id, FailureCode code) {
        var headers = new RecordHeaders();
        HeaderText.add(headers, RetryState.ORIGIN, HeaderText.of(job));
        HeaderText.add(headers, RetryState.ERROR, code.name());
        return record(topic, job, id, NOTHING, headers);
    }

    static ProducerRecord<byte[], byte[]> tombstone(String topic, InputPosition job, String id) {
        return record(topic, job, id, null, new RecordHeaders());
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, InputPosition job, String id, byte @Nullable [] value, Headers headers) {
        return new ProducerRecord<>(topic, job.partition(), null, id.getBytes(StandardCharsets.UTF_8), value, headers);
    }

    /** What the record says of a job that waits; {@code null} when it says something else. */
    static @Nullable Wait waiting(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || record.value().length > 0) {
            return null;
        }
        try {
            return new Wait(
                    HeaderText.position(HeaderText.of(record.headers(), RetryState.ORIGIN)),
                    FailureCode.valueOf(HeaderText.of(record.headers(), RetryState.ERROR)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
