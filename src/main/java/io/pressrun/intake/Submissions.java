package io.pressrun.intake;

import io.pressrun.intake.letters.DeadLetterHeaders;
import io.pressrun.intake.topic.HeaderText;
import io.pressrun.job.JobResult.InputPosition;
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
        var headers = HeaderText.byName(job.headers());
        return new Submission(job.record.value(), headers, firstPosition(headers, job.position()));
    }

    /** A replayed request owns what it left behind before, and keeps the id that its position gave it. */
    private static InputPosition firstPosition(Map<String, String> headers, InputPosition position) {
        String replayOf = headers.get(DeadLetterHeaders.REPLAY_OF);
        if (replayOf == null) {
            return position;
        }
        try {
            return HeaderText.position(replayOf);
        } catch (IllegalArgumentException e) {
            return position;
        }
    }
}
