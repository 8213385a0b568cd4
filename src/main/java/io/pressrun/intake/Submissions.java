package io.pressrun.intake;

import io.pressrun.job.ResultEvent.InputPosition;
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
        var headers = byName(job.headers());
        return new Submission(job.record.value(), headers, firstPosition(headers, job.position()));
    }

    /** A replayed request owns what it left behind before, and keeps the id that its position gave it. */
    private static InputPosition firstPosition(Map<String, String> headers, InputPosition position) {
        String replayOf = headers.get(DeadLetterHeaders.REPLAY_OF);
        if (replayOf == null) {
            return position;
        }
        try {
            return RetryState.position(replayOf);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return position;
        }
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
