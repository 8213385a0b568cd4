package io.pressrun.intake;

import io.pressrun.press.Submission;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;

/** Makes submissions of jobs. */
final class Submissions {
    private Submissions() {}

    static Submission of(InFlightJob job) {
        var headers = new HashMap<String, String>();
        for (var header : job.headers()) {
            if (header.value() != null) {
                headers.put(header.key().toLowerCase(Locale.ROOT), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new Submission(job.record.value(), headers, job.position());
    }
}
