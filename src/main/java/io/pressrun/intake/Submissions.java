package io.pressrun.intake;

import io.pressrun.job.JobResult.InputPosition;
import io.pressrun.press.Submission;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes submissions of consumer records. */
final class Submissions {
    private Submissions() {}

    static Submission of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        for (var header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key().toLowerCase(Locale.ROOT), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new Submission(
                record.value(), headers, new InputPosition(record.topic(), record.partition(), record.offset()));
    }
}
