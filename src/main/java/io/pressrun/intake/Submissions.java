package io.pressrun.intake;

import io.pressrun.press.Submission;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** Makes submissions of jobs. */
final class Submissions {
    private Submissions() {}

    static Submission of(InFlightJob job) {
        return new Submission(job.record.value(), byName(job.headers()), job.position());
    }

    /** The text of the headers by lower-case name, of several the last. */
    static Map<String, String> byName(Headers all) {
        var headers = new HashMap<String, String>();
        for (var header : all) {
            if (header.value() != null) {
                headers.put(header.key().toLowerCase(Locale.ROOT), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
